// What the frame of all pages does with scripts on: an open menu of settings closes by Escape or a click beside it,
// "/" leads to where one searches, unless somebody types or has switched single keys off, and a menu that is wider
// than a phone is moved to the entry of the page.

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.isContentEditable || event.target.closest("input, select, textarea, dialog")) return;
  try {
    if (localStorage.getItem("keys-off")) return;
  } catch {
    // A browser that keeps nothing has switched nothing off.
  }
  const field = document.querySelector("[data-search]");
  const link = document.querySelector('.menu a[href="/search"]');
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else link.click();
});

for (const menu of document.querySelectorAll(".settings")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

for (const entry of document.querySelectorAll(".menu [aria-current], .county-menu [aria-current]")) {
  const list = entry.closest("ul");
  const beyond = entry.getBoundingClientRect().right - list.getBoundingClientRect().right;
  if (beyond > 0) list.scrollLeft += beyond + 24;
}
