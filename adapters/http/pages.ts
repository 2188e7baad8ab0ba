import type { Api, ApiContext } from "./dependencies.ts";

/** What browsers load, as text: made from `dashboard/`, and part of the program. */
export interface Pages {
  /** The page of one camera. */
  readonly watchPage: string;
  readonly watchScript: string;
  readonly watchStyle: string;
}

/** Everything from here and nothing from elsewhere: a control host has no internet, and a page no strangers. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The watch page and what belongs to it. Public: a page has no secrets in it, and asks for a token where the browser has
 * no session.
 */
export function registerPages(api: Api): void {
  const serve = (path: string, contentType: string, part: keyof Pages) =>
    api.get(path, (c) => answerPage(c, contentType, c.var.deps.pages[part]));
  serve("/cameras/:id/watch", "text/html; charset=utf-8", "watchPage");
  serve("/assets/watch.js", "text/javascript; charset=utf-8", "watchScript");
  serve("/assets/watch.css", "text/css; charset=utf-8", "watchStyle");
}

function answerPage(c: ApiContext, contentType: string, text: string): Response {
  c.header("Content-Security-Policy", POLICY);
  c.header("Referrer-Policy", "no-referrer");
  // Asked again each time, so that page and script are of one version; they are small, and the network is a site's own.
  c.header("Cache-Control", "no-cache");
  return c.body(text, 200, { "Content-Type": contentType });
}
