import { PAGES } from "../../composition/pages.ts";
import { withApi } from "../adapters/http/api_bench.ts";
import { readApiDocument } from "../support/api/api_document.ts";
import { authorisationDocument } from "./document.ts";

/** Where the document is kept. */
export const DOCUMENT = new URL("../../docs/authorisation.md", import.meta.url);

/** The document as the routes and tables of this moment have it. */
export async function currentDocument(): Promise<string> {
  let text = "";
  await withApi(async ({ request }) => {
    const { operations } = await readApiDocument((path) => request(path));
    text = authorisationDocument(operations, PAGES);
  });
  return text;
}
