// Runs Lighthouse on pages that standard input lists as JSON ({chrome, pages: [{url, cookie}]}), and prints for each
// a line of JSON: the scores, and what is behind those that are not full.
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const { chrome, pages } = JSON.parse(readFileSync(0, "utf8"));
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
const browser = await launch({ chromePath: chrome, chromeFlags, logLevel: "silent" });
try {
  for (const { url, cookie } of pages) {
    const { lhr } = await lighthouse(url, {
      port: browser.port,
      onlyCategories: ["accessibility", "best-practices", "performance"],
      extraHeaders: { Cookie: cookie },
      logLevel: "silent",
    });
    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    const counted = Object.values(lhr.categories).flatMap((category) => category.auditRefs.filter((ref) => ref.weight > 0));
    const short = counted.map((ref) => lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 0.9);
    const why = short.map((audit) => `${audit.id} ${audit.displayValue ?? ""} ${JSON.stringify(audit.details?.items?.slice(0, 3) ?? [])}`);
    console.log(JSON.stringify({ url: lhr.finalDisplayedUrl, scores, why }));
  }
} finally {
  browser.kill();
}
