import assert from "node:assert/strict";
import type { Viewer } from "../../../actors/cameras/link.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import type { OpenPort } from "../../../actors/listener.ts";
import type { RelayLimits } from "../../../adapters/video/relay_limits.ts";
import { openRelay, type RelayOptions } from "../../../adapters/video/relay.ts";
import { FieldedViewer } from "./fielded_viewer.ts";

/** A relay, those who have joined it, and what it complained about. */
export interface RelayStage {
  readonly port: OpenPort;
  readonly viewers: Viewer[];
  readonly left: string[];
  readonly problems: { kind: string; peerAddress: string; detail: string }[];
  readonly timers: ReturnType<typeof createTestSystem>;
  /** Connects a viewer; `viewer` is what has joined for it. */
  watch(): Promise<{ readonly screen: FieldedViewer; readonly viewer: Viewer }>;
  /** Resolves when this has come true. */
  until(come: () => boolean): Promise<void>;
  show(frame: Uint8Array): void;
}

/** Runs a test with a relay on a free port of loopback, and closes it. */
export async function withRelay(
  limits: Partial<RelayLimits>,
  run: (stage: RelayStage) => Promise<void>,
  options: Partial<RelayOptions> = {},
): Promise<void> {
  const timers = createTestSystem();
  const viewers: Viewer[] = [];
  const left: string[] = [];
  const problems: RelayStage["problems"] = [];
  const fielded: FieldedViewer[] = [];
  const waiting: (() => void)[] = [];
  const look = () => waiting.forEach((check) => check());
  const port = await openRelay({
    host: "127.0.0.1",
    port: 0,
    camera: { id: 1, name: "Stage left" },
    limits,
    clock: timers.clock,
    join: (viewer) => (viewers.push(viewer), look()),
    leave: (viewerId) => (left.push(viewerId), look()),
    onProblem: (
      kind,
      peerAddress,
      detail,
    ) => (problems.push({ kind, peerAddress, detail }), look()),
    ...options,
  });
  const until = (come: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => void (come() && resolve());
      waiting.push(check);
      check();
    });
  const watch = async () => {
    const joined = viewers.length + 1;
    const screen = await FieldedViewer.dial(port.port);
    fielded.push(screen);
    await until(() => viewers.length === joined);
    return { screen, viewer: viewers.at(-1) ?? assert.fail("nobody has joined") };
  };
  const show = (bytes: Uint8Array) => {
    for (const viewer of viewers) viewer.show(unitOf(bytes));
  };
  try {
    await run({ port, viewers, left, problems, timers, watch, until, show });
  } finally {
    for (const viewer of fielded) viewer.leave();
    await port.close(0).catch(() => {});
  }
}

/** A picture as a camera's actor hands it over. */
export const unitOf = (bytes: Uint8Array) =>
  ({ bytes, begins: "keyframe", receivedAtMs: 0, receivedAt: 0 }) as const;

/** Bytes that stand for a picture: the relay does not look at them. */
export const jpegOf = (length: number, fill: number) => new Uint8Array(length).fill(fill);

/** Pictures that the kernels of both sides cannot hold: 64 MB, all of the same memory. */
export function fill(viewer: Viewer): void {
  const unit = unitOf(jpegOf(1_000_000, 1));
  for (let n = 0; n < 64; n++) viewer.show(unit);
}
