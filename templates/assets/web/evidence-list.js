// The list and the wall of evidence: moving by keys, choosing, and letting go of pictures that are far away.

import { listen } from "./keys.js";
import "./soon.js";

const pieces = () => [...document.querySelectorAll("#pieces .piece")];
const link = (piece) => piece.querySelector(".piece-link");
const box = (piece) => piece.querySelector("input[name=piece]");
const here = () => document.activeElement?.closest("#pieces .piece");

function move(step) {
  const all = pieces();
  if (!all.length) return;
  const at = all.indexOf(here());
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
  link(all[next]).focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

function open(event) {
  // A link or a button that has the focus opens or does what it says by itself.
  const own = event.key === "Enter" && document.activeElement?.matches("a, button, summary");
  const piece = here();
  if (own || !piece) return false;
  link(piece).click();
}

function choose() {
  const mark = here() && box(here());
  if (!mark) return false;
  mark.click();
}

/** What is chosen, or else the piece that has the focus. */
function chooseSome() {
  const mark = here() && box(here());
  if (mark && !chosen().length) mark.click();
  return chosen().length > 0;
}

const chosen = () => [...document.querySelectorAll("input[name=piece]:checked")];

function goTo(selector) {
  const field = document.querySelector(selector);
  if (!field || !chooseSome()) return false;
  field.focus();
}

function accept() {
  const button = document.querySelector("#chosen [data-accept]");
  if (!button || !chooseSome()) return false;
  button.click();
}

function count() {
  const bar = document.getElementById("chosen");
  if (!bar) return;
  const line = bar.querySelector(".chosen-count");
  line.dataset.hint ??= line.textContent;
  const many = chosen().length;
  line.textContent = many ? line.dataset.said.replace("#", many) : line.dataset.hint;
  bar.classList.toggle("has-chosen", many > 0);
  bar.querySelector("[data-choose-all]").hidden = false;
}

/** The order of what is shown, so that a piece's page can lead to the next one. */
function keepOrder() {
  try {
    const order = pieces().map((piece) => link(piece).getAttribute("href"));
    sessionStorage.setItem("evidence-order", JSON.stringify({ from: location.href, order }));
  } catch {
    // Without a store the page of a piece leads nowhere by keys.
  }
}

// A picture that is not on the screen is not held; the browser's store gives it back at once.
const far = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const picture = target.querySelector("img");
    if (isIntersecting && picture.dataset.src) {
      picture.src = picture.dataset.src;
      delete picture.dataset.src;
    } else if (!isIntersecting && !picture.dataset.src) {
      picture.dataset.src = picture.getAttribute("src");
      picture.removeAttribute("src");
    }
  }
});

function settle() {
  for (const place of document.querySelectorAll(".wall-picture:not([data-watched]):has(img)")) {
    place.dataset.watched = "";
    far.observe(place);
  }
  keepOrder();
  count();
}

document.addEventListener("change", (event) => {
  if (event.target.name === "piece") count();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-choose-all]")) return;
  const boxes = pieces().map(box);
  const all = boxes.every((mark) => mark.checked);
  boxes.forEach((mark) => (mark.checked = !all));
  count();
});
document.addEventListener("htmx:afterSettle", settle);
document.addEventListener("in-step", settle);
listen({
  j: () => move(1),
  k: () => move(-1),
  o: open,
  Enter: open,
  x: choose,
  l: () => goTo("#chosen-item"),
  b: () => goTo("#chosen-reason"),
  a: accept,
});
settle();
