// Opens pages in Chromium and says what axe-core finds in them, whether anything is wider than the screen, and what the
// page tried to load: `node look_at_pages.mjs FOLDER_OF_NODE_MODULES CHROMIUM PAGE…`, one line of JSON for each page and view.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const puppeteer = require("puppeteer-core");
const axe = require("axe-core").source;

const VIEWS = [
  { name: "phone", width: 320, features: [] },
  { name: "tablet, more contrast", width: 820, features: [{ name: "prefers-contrast", value: "more" }] },
  { name: "desk at night", width: 1440, features: [{ name: "prefers-color-scheme", value: "dark" }] },
];

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
});
for (const path of pages) {
  for (const view of VIEWS) {
    const page = await browser.newPage();
    const told = [];
    page.on("console", (message) => told.push(message.text()));
    // A logo is part of the page itself.
    const isOwn = (url) => url.startsWith("file:") || url.startsWith("data:image/");
    page.on("request", (request) => isOwn(request.url()) || told.push(`loads ${request.url()}`));
    await page.setViewport({ width: view.width, height: 900 });
    const session = await page.createCDPSession(); // puppeteer itself knows no contrast
    await session.send("Emulation.setEmulatedMedia", { features: view.features });
    await page.goto(pathToFileURL(path).href);
    const before = [...told];
    // The page lets no script run but the one that looks at it, which the browser itself brings in.
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return {
        violations: violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html, nodes[0].failureSummary]),
        wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    console.log(JSON.stringify({ path, view: view.name, told: before, ...found }));
    await page.close();
  }
}
await browser.close();
