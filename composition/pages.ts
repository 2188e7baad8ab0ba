import type { PageFile, Pages } from "../adapters/http/pages.ts";
import dashboardPage from "../dashboard/app/index.html" with { type: "text" };
import docsScript from "../dashboard/bundle/docs.js" with { type: "text" };
import dashboardScript from "../dashboard/bundle/app.js" with { type: "text" };
import watchScript from "../dashboard/bundle/watch.js" with { type: "text" };
import docsStyle from "../dashboard/docs/docs.css" with { type: "text" };
import docsPage from "../dashboard/docs/index.html" with { type: "text" };
import base from "../dashboard/look/base.css" with { type: "text" };
import colours from "../dashboard/look/colours.css" with { type: "text" };
import frame from "../dashboard/look/frame.css" with { type: "text" };
import jobs from "../dashboard/look/jobs.css" with { type: "text" };
import parts from "../dashboard/look/parts.css" with { type: "text" };
import actors from "../dashboard/pages/actors/actors.css" with { type: "text" };
import audit from "../dashboard/pages/audit/audit.css" with { type: "text" };
import cameras from "../dashboard/pages/cameras/cameras.css" with { type: "text" };
import fleet from "../dashboard/pages/fleet/fleet.css" with { type: "text" };
import nodes from "../dashboard/pages/nodes/nodes.css" with { type: "text" };
import presets from "../dashboard/pages/presets/presets.css" with { type: "text" };
import walls from "../dashboard/pages/walls/walls.css" with { type: "text" };
import watchStyle from "../dashboard/watch/watch.css" with { type: "text" };
import watchPage from "../dashboard/watch/watch.html" with { type: "text" };

const script = (path: string, text: string): PageFile => ({
  path,
  contentType: "text/javascript",
  text,
});
const style = (path: string, ...texts: readonly string[]): PageFile => ({
  path,
  contentType: "text/css",
  text: texts.join("\n"),
});
const page = (path: string, text: string): PageFile => ({ path, contentType: "text/html", text });

/** What browsers load, as part of the program: a compiled one has no files beside it. */
export const PAGES: Pages = [
  page("/", dashboardPage),
  script("/assets/app.js", dashboardScript),
  style(
    "/assets/app.css",
    colours,
    base,
    frame,
    parts,
    jobs,
    fleet,
    actors,
    audit,
    cameras,
    nodes,
    presets,
    walls,
  ),
  page("/docs", docsPage),
  script("/assets/docs.js", docsScript),
  style("/assets/docs.css", colours, base, parts, docsStyle),
  page("/cameras/:id/watch", watchPage),
  script("/assets/watch.js", watchScript),
  style("/assets/watch.css", watchStyle),
];
