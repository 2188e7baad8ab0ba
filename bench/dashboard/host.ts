import { Child } from "../displays/child.ts";

/** What the control host of this benchmark can be told. */
export interface HostOrders {
  readonly open: (order: { readonly cameraPorts: readonly number[] }) => Promise<OpenHost>;
}

/** Where it is. */
export interface OpenHost {
  /** Of pages, API and displays. */
  readonly url: string;
  readonly token: string;
  /** Of node hosts. */
  readonly nodeUrl: string;
}

/** Starts a control host in a process of its own. */
export function startHost(): Child<HostOrders> {
  return new Child<HostOrders>(new URL("./host_server.ts", import.meta.url).href);
}
