// Keeps a page in step with what others do in the same county. The server tells how often the county has changed;
// when that is another number than the page was made with, what may have changed is fetched and put in its place.
// Who is in the middle of something is told instead. A page on which something is still being worked out
// (`data-looking`) asks again every few seconds until it is not, and waits while somebody is in the middle of something.

const box = document.querySelector("[data-changes]");
const IDLE = 10 * 60 * 1000;
const PAUSE = 5000;
let source;
let active = Date.now();
let renewing = false;

/** Whether somebody types, has chosen something, or has gone on to later pages. */
function busy() {
  const typed = [...document.querySelectorAll("main input, main textarea, main select")].some(changed);
  return typed || document.querySelector("dialog[open]") || document.querySelectorAll(".list-page, .wall-page").length > 1;
}

function changed(field) {
  if (field.closest("dialog, [role=search]") || field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((one, at) => one.selected !== (one.defaultSelected || (at === 0 && !field.querySelector("[selected]"))));
  return field.value !== field.defaultValue;
}

function tell() {
  box.querySelector("a").href = location.href;
  box.hidden = false;
}

async function renew() {
  if (busy() || Date.now() - active > IDLE) return tell();
  if (renewing) return;
  renewing = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return tell();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (busy()) return tell();
    const focus = document.activeElement?.getAttribute("href");
    for (const old of document.querySelectorAll("[data-in-step]")) {
      const now = fresh.getElementById(old.id);
      if (!now || old.isEqualNode(now)) continue;
      old.replaceWith(document.adoptNode(now));
      globalThis.htmx?.process(now);
    }
    box.dataset.seen = fresh.querySelector("[data-changes]")?.dataset.seen ?? box.dataset.seen;
    if (focus) document.querySelector(`[data-in-step] a[href="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("in-step"));
  } finally {
    renewing = false;
  }
}

// A window that nobody looks at holds no line: browsers open few to one server.
function listen() {
  if (document.hidden) {
    source?.close();
    source = undefined;
  } else if (!source && box.dataset.changes) {
    source = new EventSource(box.dataset.changes);
    source.onmessage = ({ data }) => data !== box.dataset.seen && renew();
  }
}

function askAgain() {
  if (!document.querySelector("[data-looking]")) return;
  const reading = document.hidden || Date.now() - active > IDLE || document.querySelector("[data-in-step] details[open]");
  if (!reading && !busy()) renew();
}

if (box) {
  for (const deed of ["pointerdown", "keydown", "wheel"]) {
    document.addEventListener(deed, () => (active = Date.now()), { passive: true });
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => {
    source?.close();
    source = undefined;
  });
  addEventListener("pageshow", listen);
  listen();
  setInterval(askAgain, PAUSE);
}
