/**
 * The page at `/docs`: the API as it describes itself in `/openapi.json`, with what to type. Everything comes from the
 * control host, as a site has no internet.
 *
 * @module
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import { language } from "../words/language.ts";
import { DocsPage } from "./docs_page.tsx";

effect(() => {
  document.documentElement.lang = language.value;
});

const place = document.getElementById("docs");
if (place) render(<DocsPage />, place);
