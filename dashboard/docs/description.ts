import { signal } from "@preact/signals";
import { rootUrl } from "../wire/root.ts";
import { type ApiDescription, readDescription } from "./document.ts";

/** How far the page is with what it describes. */
type Loaded =
  | { readonly state: "loading" | "failed" }
  | { readonly state: "loaded"; readonly description: ApiDescription };

/** What is described. */
export const description = signal<Loaded>({ state: "loading" });

/** Reads the description from the control host; never rejects. */
export async function load(): Promise<void> {
  description.value = { state: "loading" };
  try {
    const answer = await fetch(rootUrl("openapi.json"));
    description.value = { state: "loaded", description: readDescription(await answer.json()) };
  } catch {
    description.value = { state: "failed" };
  }
}
