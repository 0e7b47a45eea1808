// A picture that is still being made comes as a sign (a drawing, which has no size of its own): it is asked for
// again a few times.

const WAITS = [2000, 5000, 15000];

function askAgain({ target }) {
  const tries = Number(target.dataset?.tries ?? 0);
  if (!target.matches?.("img[data-made]") || target.naturalWidth > 150 || tries >= WAITS.length) return;
  target.dataset.tries = tries + 1;
  setTimeout(() => {
    const address = target.getAttribute("src");
    if (!address) return;
    const next = new URL(address, location.href);
    next.searchParams.set("again", tries + 1);
    target.src = next.href;
  }, WAITS[tries]);
}

document.addEventListener("load", askAgain, true);
// What came before this listened.
document.querySelectorAll("img[data-made]").forEach((target) => target.complete && askAgain({ target }));
