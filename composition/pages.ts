import type { Pages } from "../adapters/http/pages.ts";
import watchScript from "../dashboard/bundle/watch.js" with { type: "text" };
import watchStyle from "../dashboard/pages/watch.css" with { type: "text" };
import watchPage from "../dashboard/pages/watch.html" with { type: "text" };

/** What browsers load, as part of the program: a compiled one has no files beside it. */
export const PAGES: Pages = { watchPage, watchScript, watchStyle };
