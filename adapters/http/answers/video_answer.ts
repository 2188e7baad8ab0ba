import { z } from "zod";

/** An answer of bytes that are no text. */
export function binary(contentType: string, description: string) {
  return { description, content: { [contentType]: { schema: BYTES } } };
}

const BYTES = z.string().meta({ format: "binary" });
