// Runs Lighthouse on pages that standard input lists as JSON ({chrome, pages: [{url, cookie}]}), each in a browser of
// its own, and prints for each a line of JSON: the scores, and what is behind those that are not full.
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const { chrome, pages } = JSON.parse(readFileSync(0, "utf8"));
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
// The cookie stays; nothing is cached in a browser that was just started.
const settings = { onlyCategories: ["accessibility", "best-practices", "performance"], disableStorageReset: true, logLevel: "silent" };

async function measured(url, cookie) {
  const browser = await launch({ chromePath: chrome, chromeFlags, logLevel: "silent" });
  const tabs = await puppeteer.connect({ browserURL: `http://127.0.0.1:${browser.port}` });
  try {
    const [tab] = await tabs.pages();
    if (cookie) await tab.setCookie({ url, name: "session", value: cookie, httpOnly: true });
    return (await lighthouse(url, settings, undefined, tab)).lhr;
  } finally {
    await tabs.disconnect();
    browser.kill();
  }
}

for (const { url, cookie } of pages) {
  const { audits, categories, finalDisplayedUrl } = await measured(url, cookie);
  const scores = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]));
  const counted = Object.values(categories).flatMap((category) => category.auditRefs.filter((ref) => ref.weight > 0));
  const short = counted.map((ref) => audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 0.9);
  const why = short.map((audit) => `${audit.id} ${audit.displayValue ?? ""} ${JSON.stringify(audit.details?.items?.slice(0, 3) ?? [])}`);
  console.log(JSON.stringify({ url: finalDisplayedUrl, scores, why }));
}
