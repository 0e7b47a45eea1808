// What the frame of all pages does with scripts on: an open menu of settings closes by Escape or a click beside it.

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
