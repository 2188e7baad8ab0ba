/**
 * A text safe to print: control characters, line breaks and marks that turn the writing direction are taken
 * out, so that a device's name can neither steer the terminal nor forge a row.
 */
export function visible(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ");
}
