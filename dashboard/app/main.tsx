/**
 * The dashboard: the page at `/` of the control host. It talks to the control host through the API alone, and keeps
 * what it shows up to date by the event stream.
 *
 * @module
 */
import { effect } from "@preact/signals";
import { render } from "preact";
import { askSession } from "../wire/api.ts";
import { FleetConnection } from "../wire/connection.ts";
import { session } from "../wire/session.ts";
import { language } from "../words/language.ts";
import { listenToKeys } from "./keyboard.ts";
import { rememberScrolling } from "./scrolling.ts";
import { Shell } from "./shell.tsx";

/** Between two tries to learn whether there is a session. */
const ASK_AGAIN_MS = 2_000;

let connected: FleetConnection | undefined;

effect(() => {
  document.documentElement.lang = language.value;
});

// One connection for as long as somebody is signed in.
effect(() => {
  if (session.value.state === "signedIn") {
    if (connected) return;
    connected = new FleetConnection();
    void connected.run();
  } else {
    connected?.stop();
    connected = undefined;
  }
});

listenToKeys();
rememberScrolling();
const place = document.getElementById("app");
if (place) render(<Shell />, place);

await askSession();
// A control host that does not answer says nothing about the session.
while (session.peek().state === "unknown") {
  await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  await askSession();
}
