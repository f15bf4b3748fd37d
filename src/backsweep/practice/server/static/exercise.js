// Without this, one button sends all boxes and the page comes back with its marks. With
// it, a box is sent as soon as it is left, and of the page that comes back only what
// changed is taken over: boxes stay, with what is being typed in them.

const form = document.querySelector("form.sheet");
const boxes = [...form.querySelectorAll(".box input")];
const away = document.getElementById("away");
let sending = Promise.resolve();

const changed = (box) => box.value !== box.defaultValue;
const place = (box) => `${location.pathname}${location.search} ${box.name}`;

// One after the other, so that the last page to come back is the newest; each with the
// boxes as they were when it was asked for, since half a number is no answer yet.
function send(name, value) {
  const typed = new Map(boxes.filter(changed).map((box) => [box, box.value]));
  sending = sending.then(() => exchange(name, value, typed)).catch(() => { away.hidden = false; });
  return sending;
}

async function exchange(name, value, typed) {
  const said = new FormData(form), before = new Map(boxes.map((box) => [box, box.defaultValue]));
  for (const box of boxes) said.delete(box.name);
  for (const [box, text] of typed) if (text !== box.defaultValue) said.set(box.name, text);
  said.set(name, value);
  const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(said) });
  if (!answer.ok) throw new Error(answer.statusText);
  away.hidden = true;
  take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  for (const box of boxes) if (box.value === (typed.get(box) ?? before.get(box))) settle(box);
}

// What the server knows of a box is in it; whoever types on meanwhile is not disturbed.
function settle(box) {
  box.value = box.defaultValue;
  sessionStorage.removeItem(place(box));
}

function take(page) {
  const ended = document.getElementById("end");
  const news = [...page.querySelectorAll("[data-said]")].filter(isNews);
  for (const one of page.querySelectorAll("[data-sync]")) sync(document.getElementById(one.id), one);
  for (const one of page.querySelectorAll("[data-live]")) {
    const old = document.getElementById(one.id);
    if (old.outerHTML !== one.outerHTML) old.replaceWith(document.adoptNode(one));
  }
  document.getElementById("said").textContent = news.map((one) => one.dataset.said).join(" ");
  // A button that was pressed may be gone before it is let go: on to what is there now.
  if (!ended && document.activeElement === document.body) document.getElementById("end")?.focus();
}

function isNews(one) {
  return one.dataset.said && one.dataset.said !== document.getElementById(one.id)?.dataset.said;
}

function sync(old, one) {
  for (const { name } of [...old.attributes]) if (!one.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of one.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

// Enter: on to the next box, which checks this one; who types on is not kept waiting.
// Back to a number that is wrong, since it is worth a second look.
async function enter(box) {
  const before = box.defaultValue, sent = sending;
  const next = document.getElementById("end") ?? boxes[boxes.indexOf(box) + 1] ?? form.querySelector(".bar button");
  next?.focus();
  // What outlived a reload was not changed since, so leaving it did not check it.
  if (changed(box) && sending === sent) send("do", "check");
  await sending;
  const wrong = box.ariaInvalid === "true" && box.defaultValue !== before;
  if (!wrong || document.activeElement !== next || boxes.filter(changed).includes(next)) return;
  box.focus();
  box.select();
}

async function hint(box) {
  await send("hint", box.name.replace(/^box:/, ""));
  if (!boxes.includes(document.activeElement)) box.focus();
}

// The box that was last in a line, or else the one where its button says to go on.
let last = null;
function meant(button) {
  const named = boxes.find((box) => box.name === `box:${button.value}`);
  return button.closest(".line").contains(last) ? last : named;
}

form.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!boxes.includes(box) || event.isComposing) return;
  if (event.key === "Enter") { event.preventDefault(); enter(box); }
  if (event.key === "?") { event.preventDefault(); hint(box); }
});
form.addEventListener("focusin", ({ target }) => { if (boxes.includes(target)) last = target; });
form.addEventListener("change", ({ target }) => { if (boxes.includes(target) && changed(target)) send("do", "check"); });
form.addEventListener("submit", async (event) => {
  const { name, value } = event.submitter;
  if (value === "again") return;
  event.preventDefault();
  if (name === "hint") return hint(meant(event.submitter));
  await send(name, value);
  document.getElementById("end")?.focus();
});

// What was typed and not sent yet outlives a reload.
form.addEventListener("input", ({ target }) => sessionStorage.setItem(place(target), target.value));
for (const box of boxes) {
  const typed = sessionStorage.getItem(place(box));
  if (typed !== null) box.value = typed;
}
