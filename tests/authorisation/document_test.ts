import assert from "node:assert/strict";
import { DISPLAY_EVENTS } from "../../protocols/switchboard/decoder.ts";
import { NODE_MESSAGES } from "../../protocols/mserver/decoder.ts";
import { currentDocument, DOCUMENT } from "./current_document.ts";
import { DISPLAY_EVENT_RULES, NODE_MESSAGE_RULES } from "./socket_rules.ts";

/** Lines and columns are the formatter's. */
function words(text: string): string {
  return text.replace(/-{3,}/g, "---").replace(/\s+/g, " ");
}

Deno.test("docs/authorisation.md is the document of the routes and tables as they are", async () => {
  const [kept, current] = [await Deno.readTextFile(DOCUMENT), await currentDocument()];
  assert.equal(words(kept), words(current), "it is made anew by: deno task authorisation");
});

Deno.test("every event of a display has a rule, and every rule an event", () => {
  assert.deepEqual(Object.keys(DISPLAY_EVENT_RULES).toSorted(), DISPLAY_EVENTS.toSorted());
});

Deno.test("every message of a node client has a rule, and every rule a message", () => {
  assert.deepEqual(Object.keys(NODE_MESSAGE_RULES).toSorted(), NODE_MESSAGES.toSorted());
});
