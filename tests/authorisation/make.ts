/** Writes `docs/authorisation.md`; `deno task authorisation`. */
import { currentDocument, DOCUMENT } from "./current_document.ts";

await Deno.writeTextFile(DOCUMENT, await currentDocument());
