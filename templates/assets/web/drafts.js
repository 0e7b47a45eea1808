// What is typed and not sent is kept in this browser, by account and form, until it is filed or the person logs
// out. Forms say by `data-draft` that they want it. Passwords, files and the token against forgery are never kept.

const PREFIX = "yingjian:draft:";
const UNSENT = ["csrf", "seen", "kind"];

const account = () => document.querySelector("[data-account]")?.dataset.account ?? "";

/** The place of a form's draft. */
export const keyOf = (form) => `${PREFIX}${account()}:${form.dataset.draft || form.getAttribute("action")}`;

export function readDraft(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function writeDraft(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing, or is full: the form works all the same.
  }
}

export const dropDraft = (key) => localStorage.removeItem(key);

const isKept = (field) =>
  field.name && !UNSENT.includes(field.name) && !["hidden", "password", "file", "submit", "button"].includes(field.type);

/** The values of a form, boxes by name and value. */
export function valuesOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      values[`${field.name}=${field.value}`] = field.checked;
    } else {
      values[field.name] = field.value;
    }
  }
  return values;
}

/** Puts values back where the page has none of its own; gives whether anything was put back. */
export function putBack(form, values) {
  let put = false;
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const isBox = field.type === "checkbox" || field.type === "radio";
    const value = values[isBox ? `${field.name}=${field.value}` : field.name];
    if (isBox && value !== undefined && value !== field.checked) {
      field.checked = value;
      field.closest("details")?.setAttribute("open", "");
      put = true;
    } else if (!isBox && value && value !== field.value) {
      field.value = value;
      field.closest("details")?.setAttribute("open", "");
      put = true;
    }
  }
  return put;
}

/** Says above a form that something was put back, with a way to begin anew. */
export function tellRestored(form, key) {
  const template = document.getElementById("draft-restored");
  if (!template || form.querySelector(".draft-restored")) return;
  const line = template.content.cloneNode(true).firstElementChild;
  line.querySelector("button").addEventListener("click", () => {
    dropDraft(key);
    location.reload();
  });
  form.prepend(line);
}

/** A form that is sent by the browser itself. What was sent is forgotten only when a page says that it is saved. */
function keepPlainForm(form) {
  if (form.draftKept) return;
  form.draftKept = true;
  const key = keyOf(form);
  const draft = readDraft(key);
  const saved = document.querySelector(`[data-draft-saved="${CSS.escape(form.dataset.draft)}"]`);
  if (saved) {
    dropDraft(key);
  } else if (draft?.values && !form.querySelector("[aria-invalid]") && putBack(form, draft.values)) {
    tellRestored(form, key);
  }
  form.addEventListener("input", () => writeDraft(key, { values: valuesOf(form) }));
}

function keepForms() {
  for (const form of document.querySelectorAll("form[data-draft]:not([data-draft-own])")) keepPlainForm(form);
}

/** Nothing of a person stays in the browser after logging out. */
function forgetAtLogOut(event) {
  if (!event.target.matches("form[action='/log-out']")) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) || key.startsWith("tus::")) localStorage.removeItem(key);
  }
}

document.addEventListener("submit", forgetAtLogOut);
document.addEventListener("htmx:afterSettle", keepForms);
keepForms();
