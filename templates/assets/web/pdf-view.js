// Pages of a PDF, drawn by pdf.js while they are near the window and let go when they are far away. Scripts of the
// PDF never run: the part of pdf.js that could run them is not here.

const MOST_PAGES = 500;
const MOST_PIXELS = 4_000_000;

/** Shows the PDF that an element names. */
export async function show(box) {
  const base = new URL(box.dataset.assets, location.href).href;
  const pdfjs = await import(`${base}pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${base}pdf.worker.min.mjs`;
  const pdf = await pdfjs.getDocument({
    url: new URL(box.dataset.pdf, location.href).href,
    cMapUrl: base,
    cMapPacked: true,
    wasmUrl: base,
    isEvalSupported: false,
    enableXfa: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  }).promise;
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const near = new IntersectionObserver((entries) => entries.forEach(settle), { root: box, rootMargin: "100% 0px" });
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number += 1) {
    const page = document.createElement("figure");
    page.className = "pdf-page";
    page.dataset.number = number;
    page.style.aspectRatio = `${first.width} / ${first.height}`;
    page.setAttribute("aria-label", box.dataset.page.replace("#", number));
    box.append(page);
    near.observe(page);
  }
  box.tabIndex = 0;
  box.dataset.pages = pdf.numPages;

  async function settle({ target, isIntersecting }) {
    target.dataset.near = isIntersecting;
    if (!isIntersecting) return target.replaceChildren();
    if (target.firstChild || target.dataset.busy) return;
    target.dataset.busy = "1";
    try {
      const page = await pdf.getPage(Number(target.dataset.number));
      const drawn = await draw(page, target);
      if (target.dataset.near === "true") target.replaceChildren(...drawn);
      page.cleanup();
    } finally {
      delete target.dataset.busy;
    }
  }
}

/** A picture of a page, and its words for those who can't see it. */
async function draw(page, target) {
  const plain = page.getViewport({ scale: 1 });
  target.style.aspectRatio = `${plain.width} / ${plain.height}`;
  const wanted = (target.clientWidth / plain.width) * Math.min(window.devicePixelRatio || 1, 2);
  const most = Math.sqrt(MOST_PIXELS / (plain.width * plain.height));
  const viewport = page.getViewport({ scale: Math.max(0.1, Math.min(wanted, most)) });
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  canvas.setAttribute("aria-hidden", "true");
  await page.render({ canvas, viewport }).promise;
  const words = document.createElement("p");
  words.className = "visually-hidden";
  const content = await page.getTextContent();
  words.textContent = content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("");
  return [canvas, words];
}
