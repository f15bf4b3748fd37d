import { live } from "./live.js";

const form = document.querySelector("[data-live-form]");
const refresh = live(form);

function step(link) {
  if (!link || link.ariaDisabled) return;
  form.elements.step.value = link.dataset.step;
  refresh();
}

form.addEventListener("click", (event) => {
  const link = event.target.closest("[data-step]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  step(link);
});

// The arrow keys step, unless they are needed where the focus is.
const KEYS = { ArrowLeft: "step-back", ArrowRight: "step-on" };

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!(event.key in KEYS) || event.target.closest("input, select, .stage")) return;
  event.preventDefault();
  step(document.getElementById(KEYS[event.key]));
});

// Where the drawing is wider than the screen, what is worked out now is brought into view.
const stage = document.getElementById("stage");

new MutationObserver(() => {
  const now = stage.querySelector(".now, .asked");
  if (!now || stage.scrollWidth <= stage.clientWidth) return;
  const box = now.getBoundingClientRect(), room = stage.getBoundingClientRect();
  stage.scrollLeft += box.left + box.width / 2 - room.left - room.width / 2;
}).observe(stage, { childList: true });

// Another network is another page: its numbers are others.
form.elements.network.addEventListener("change", ({ target }) => {
  location.search = new URLSearchParams({ network: target.value });
});
