// Single keys for those who like them. They can be switched off (WCAG 2.1.4) in the dialog that lists them, and
// are silent while somebody types, in dialogs, and beside Ctrl, Alt or Meta.

const OFF = "keys-off";
const dialog = document.getElementById("keys");

function stored() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

function store(off) {
  try {
    off ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF);
  } catch {
    // A browser that keeps nothing forgets this, too.
  }
}

function types(element) {
  if (element.isContentEditable || element.closest("select, textarea, dialog")) return true;
  return element.matches("input") && !["checkbox", "radio", "button", "submit"].includes(element.type);
}

/** Listens to keys; `actions` maps each to what it does. */
export function listen(actions) {
  if (!dialog) return;
  const on = dialog.querySelector("#keys-on");
  on.checked = !stored();
  on.addEventListener("change", () => store(!on.checked));
  const all = { ...actions, "?": () => dialog.showModal() };
  const offer = () => document.querySelectorAll("[data-keys]").forEach((button) => (button.hidden = false));
  offer();
  document.addEventListener("htmx:afterSettle", offer);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) dialog.showModal();
  });
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (dialog.open || types(event.target)) return;
    const act = Object.hasOwn(all, event.key) ? all[event.key] : null;
    if (act && act(event) !== false) event.preventDefault();
  });
}
