import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Api, ApiContext } from "./dependencies.ts";

/** One file that browsers load: made from `dashboard/`, and part of the program. */
export interface PageFile {
  /** Of the router, such as `/assets/app.js`. */
  readonly path: string;
  readonly contentType: "text/html" | "text/javascript" | "text/css";
  readonly text: string;
}

/** Everything that browsers load. */
export type Pages = readonly PageFile[];

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
 * The dashboard, the watch page, and what belongs to them. Public: a page has no secrets in it, and asks for a token
 * where the browser has no session.
 */
export function registerPages(api: Api, pages: Pages): void {
  for (const file of pages) {
    const etag = `"${createHash("sha256").update(file.text).digest("base64url").slice(0, 22)}"`;
    const packed = once(() => new Uint8Array(gzipSync(file.text)));
    api.get(file.path, (c) => answerPage(c, file, etag, packed));
  }
}

function answerPage(
  c: ApiContext,
  { contentType, text }: PageFile,
  etag: string,
  packed: () => Uint8Array<ArrayBuffer>,
): Response {
  c.header("Content-Security-Policy", POLICY);
  c.header("Referrer-Policy", "no-referrer");
  c.header("Content-Type", `${contentType}; charset=utf-8`);
  c.header("Vary", "Accept-Encoding");
  // Asked again each time, so that page and script are of one version; answered in a few bytes while they are.
  c.header("Cache-Control", "no-cache");
  c.header("ETag", etag);
  if (c.req.header("If-None-Match") === etag) return c.body(null, 304);
  if (!/\bgzip\b/.test(c.req.header("Accept-Encoding") ?? "")) return c.body(text);
  c.header("Content-Encoding", "gzip");
  return c.body(packed());
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
