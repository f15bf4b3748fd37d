// A form whose answer keeps up with it. Without this the form is sent by its button,
// and the server answers with the whole page; so it does here, and of its answer only
// the parts marked data-live are taken over. What is being typed or dragged is left alone.

export function live(form) {
  const away = document.getElementById("away");
  let running = false, waiting = false;

  async function refresh() {
    if (running) return void (waiting = true);
    running = true;
    const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
    try {
      const answer = await fetch(address);
      if (answer.ok) take(await answer.text(), address);
      away.hidden = true;
    } catch {
      away.hidden = false;
    } finally {
      running = false;
    }
    if (waiting) { waiting = false; refresh(); }
  }

  function take(text, address) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const focused = document.activeElement.id;
    for (const part of document.querySelectorAll("[data-live]")) {
      const other = fresh.getElementById(part.id);
      if (other && other.innerHTML !== part.innerHTML) part.innerHTML = other.innerHTML;
    }
    for (const box of form.querySelectorAll("input.box")) {
      box.toggleAttribute("aria-invalid", false);
      if (fresh.getElementById(box.id)?.ariaInvalid) box.ariaInvalid = "true";
    }
    if (focused && document.activeElement.id !== focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
    history.replaceState(null, "", address);
  }

  form.querySelector("[data-live-submit]").hidden = true;
  form.addEventListener("submit", (event) => { event.preventDefault(); refresh(); });
  pair(form, refresh);
  return refresh;
}

// Each box has its slider, and each says what the other does.
function pair(form, refresh) {
  let timer;
  for (const slider of form.querySelectorAll("input.slider")) {
    const box = document.getElementById(slider.dataset.for);
    slider.hidden = false;
    slider.addEventListener("input", () => { box.value = slider.value; refresh(); });
    box.addEventListener("input", () => {
      const number = Number(box.value);
      if (box.value.trim() && !Number.isNaN(number)) slider.value = number;
      clearTimeout(timer);
      timer = setTimeout(refresh, 200);
    });
  }
  form.addEventListener("change", (event) => {
    if (event.target.matches("[type=radio]")) refresh();
  });
}
