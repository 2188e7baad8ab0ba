import type { Violation } from "./events.ts";
import { isPayload, type Payload } from "./fields.ts";
import { violation } from "./violation.ts";

/**
 * The one object of an event, or undefined. Every build sends exactly one; a client that adds other things (a
 * callback, a stray text) is understood as long as there is exactly one object among them.
 */
export function soleObject(args: readonly unknown[]): Payload | undefined {
  if (args.length === 1) return isUsable(args[0]) ? args[0] : undefined;
  if (args.some(isBinary)) return undefined;
  const objects = args.filter(isPayload);
  return objects.length === 1 ? objects[0] : undefined;
}

/**
 * Says why {@link soleObject} found nothing: `binary` when an argument is a binary attachment, `notAnObject`
 * for a single argument of another type, `wrongArgumentCount` otherwise. All are the peer's fault.
 */
export function badArguments(event: string, args: readonly unknown[]): Violation {
  if (args.some(isBinary)) return violation(event, "binary", "attachments are not used here");
  if (args.length === 1) {
    return violation(event, "notAnObject", `the argument is ${kindOf(args[0])}, not an object`);
  }
  const objects = args.filter(isPayload).length;
  const told = `${args.length} arguments with ${objects} objects, exactly 1 object is needed`;
  return violation(event, "wrongArgumentCount", told);
}

function isUsable(value: unknown): value is Payload {
  return isPayload(value) && !isBinary(value);
}

/** Node's Buffer is a view, so this covers what a Socket.IO parser makes of an attachment. */
function isBinary(value: unknown): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
