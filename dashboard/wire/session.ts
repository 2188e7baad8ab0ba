import { computed, signal } from "@preact/signals";
import type { Session } from "../../protocols/api/session.ts";
import type { Role } from "../../protocols/api/token.ts";

/**
 * Who the control host takes this browser for. `unknown` until it was asked, `none` where somebody must sign in.
 * What a role may do is enforced by the control host; the page only leaves out what would be refused.
 */
export type SessionState =
  | { readonly state: "unknown" }
  | {
    readonly state: "none";
    /** Whose session has ended: what they were at stays behind the question for a token. */
    readonly ended?: Session;
  }
  | { readonly state: "signedIn"; readonly session: Session };

/** The session of this page. */
export const session = signal<SessionState>({ state: "unknown" });

/** The session where there is one. */
export const identity = computed(() =>
  session.value.state === "signedIn" ? session.value.session : undefined
);

const ORDER: readonly Role[] = ["view", "operate", "admin"];

/** By whom the page is laid out: an editor that is open does not go with the session. */
const owner = computed(() => {
  const { value } = session;
  return value.state === "none" ? value.ended : identity.value;
});

/** True when this session may do what `needed` may. Reads a signal: whoever shows it is shown anew. */
export function mayAs(needed: Role): boolean {
  const role = owner.value?.role;
  return role !== undefined && ORDER.indexOf(role) >= ORDER.indexOf(needed);
}

/** True when this session has a right that no role includes. */
export function hasRight(right: Session["rights"][number]): boolean {
  return owner.value?.rights.includes(right) ?? false;
}

/** The control host does not know the session any more: it expired, or its token was revoked. */
export function sessionLost(): void {
  const value = session.peek();
  if (value.state === "signedIn") session.value = { state: "none", ended: value.session };
  else if (value.state === "unknown") session.value = { state: "none" };
}
