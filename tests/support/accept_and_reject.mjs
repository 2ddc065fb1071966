// Accepts and rejects every tracked change of Word files with Docxodus: `accept_and_reject.mjs CORE FILE …` writes
// FILE's `.accepted.docx` and `.rejected.docx` beside it; with `--rejected` as the first file the second alone. CORE is the
// path of Docxodus' module for Node.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

globalThis.requestAnimationFrame ??= (next) => setTimeout(next, 0);
const [core, ...named] = process.argv.slice(2);
const files = named.filter((name) => name !== "--rejected");
const docxodus = await import(pathToFileURL(core));
await docxodus.initialize();
for (const file of files) {
  const bytes = new Uint8Array(fs.readFileSync(file));
  if (named[0] !== "--rejected") {
    fs.writeFileSync(file.replace(/\.docx$/, ".accepted.docx"), await docxodus.docxDiffAcceptRevisions(bytes));
  }
  fs.writeFileSync(file.replace(/\.docx$/, ".rejected.docx"), await docxodus.docxDiffRejectRevisions(bytes));
}
process.exit(0);
