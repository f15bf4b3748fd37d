// Space and Enter open the answer without any of this. Here readers are led to it, and
// each button gets a key.
const reveal = document.querySelector("details.reveal");

reveal.addEventListener("toggle", () => {
  if (reveal.open) reveal.querySelector(".back").focus();
});

document.addEventListener("keydown", (event) => {
  if (!reveal.open || event.ctrlKey || event.metaKey || event.altKey) return;
  reveal.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`)?.click();
});
