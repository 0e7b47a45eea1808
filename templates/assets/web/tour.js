// The tour of a page: its steps stand in the page, each with the element that it is about. The box is no window
// over the page: what it tells of stays to be seen and used. Ending it is sent by the form it stands in.

const tour = document.getElementById("tour");
const steps = [...tour.querySelectorAll("[data-for]")].filter((step) => document.querySelector(step.dataset.for));
const button = (name) => tour.querySelector(`[data-tour="${name}"]`);
const form = tour.querySelector("form");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let at = 0;

// A heading stands for the part of the page that it heads.
function target(step) {
  const named = document.querySelector(step.dataset.for);
  return named.closest("section, figure, nav") ?? named;
}

function show(next) {
  steps.forEach((step) => target(step).classList.remove("tour-target"));
  at = next;
  steps.forEach((step, place) => { step.hidden = place !== at; });
  const found = target(steps[at]);
  found.classList.add("tour-target");
  found.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  button("count").textContent = `${at + 1} / ${steps.length}`;
  button("back").disabled = at === 0;
  button("next").hidden = at === steps.length - 1;
  button("end").textContent = at === steps.length - 1 ? tour.dataset.done : tour.dataset.skip;
  // Who listens hears the step, and goes on to the buttons by Tab.
  steps[at].focus({ preventScroll: true });
}

function end() {
  steps.forEach((step) => target(step).classList.remove("tour-target"));
  tour.close();
  document.getElementById("main").focus({ preventScroll: true });
  // It is sent even if the page is left at once; what is not noted is offered again on the next visit.
  const body = new URLSearchParams(new FormData(form));
  fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => {});
}

if (steps.length > 0) {
  tour.querySelectorAll("[data-for]").forEach((step) => { step.hidden = true; });
  button("next").addEventListener("click", () => show(at + 1));
  button("back").addEventListener("click", () => show(at - 1));
  form.addEventListener("submit", (event) => { event.preventDefault(); end(); });
  tour.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); end(); } });
  tour.show();
  show(0);
}
