import { signal } from "@preact/signals";

/** Epoch ms, once a second: for what shows how long ago something was. */
export const now = signal(Date.now());

setInterval(() => now.value = Date.now(), 1_000);
