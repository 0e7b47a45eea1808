// The page of one piece: keys, the way to the next one of the list that it was opened from, and PDFs.

import { listen } from "./keys.js";
import "./soon.js";

function neighbours() {
  try {
    const { from, order } = JSON.parse(sessionStorage.getItem("evidence-order") ?? "{}");
    const at = order?.indexOf(location.pathname) ?? -1;
    return at < 0 ? {} : { list: from, previous: order[at - 1], next: order[at + 1] };
  } catch {
    return {};
  }
}

const around = neighbours();
for (const [name, address] of Object.entries(around)) {
  const link = document.querySelector(`[data-${name}]`);
  if (!link || !address) continue;
  link.href = address;
  link.hidden = false;
}

const follow = (name) => () => {
  if (!around[name]) return false;
  location.href = around[name];
};

function fileUnder() {
  const more = document.getElementById("link-more");
  if (!more) return false;
  more.open = true;
  document.getElementById("link-item").focus();
}

function sendBack() {
  const reason = document.getElementById("reason");
  if (!reason) return false;
  reason.focus();
}

function accept() {
  const button = document.querySelector("[data-accept]");
  if (!button) return false;
  button.click();
}

listen({ j: follow("next"), k: follow("previous"), l: fileUnder, b: sendBack, a: accept });

const pdf = document.querySelector("[data-pdf]");
if (pdf) {
  import("./pdf-view.js")
    .then(({ show }) => show(pdf))
    // The link to the file itself is still there.
    .catch(() => pdf.querySelector(".pdf-note").prepend(`${pdf.dataset.fault} `));
}
