// Space and Enter open the answer without any of this, once the browser has led readers
// to it. Here they do so at once, readers are led on to the answer, and each button gets
// a key.
const reveal = document.querySelector("details.reveal");

// When the page is drawn, since not before then a browser minds `autofocus`.
reveal.addEventListener("toggle", () => {
  if (reveal.open) requestAnimationFrame(() => reveal.querySelector(".back").focus());
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (reveal.open) reveal.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`)?.click();
  else if ([" ", "Enter"].includes(event.key) && document.activeElement === document.body) {
    event.preventDefault();
    reveal.open = true;
  }
});
