// Lighthouse over some pages, as a phone on a slow network opens them: one line of JSON for each.
// CHROMIUM names the browser; the arguments are addresses.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

function faults({ categories, audits }) {
  return Object.values(categories).flatMap(({ id, auditRefs }) =>
    auditRefs
      .filter((each) => each.weight > 0 && audits[each.id].score !== null && audits[each.id].score < 0.9)
      .map((each) => `${id}: ${audits[each.id].title} (${audits[each.id].displayValue || audits[each.id].score})`),
  );
}

const chrome = await launch({ chromePath: process.env.CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox"] });
try {
  for (const address of process.argv.slice(2)) {
    const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
    const scores = Object.values(lhr.categories).map((each) => [each.id, Math.round(each.score * 100)]);
    const line = { address, scores: Object.fromEntries(scores), faults: faults(lhr), error: lhr.runtimeError?.message };
    console.log(JSON.stringify(line));
  }
} finally {
  chrome.kill();
}
