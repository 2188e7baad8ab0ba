/** A frame before it is encoded, or after it was decoded. */
export type WireFrame = Readonly<Record<string, unknown>>;

/** A frame of the server's; undefined when the text is none. Some servers wrap `data`, others do not. */
export function readFrame(text: string): (WireFrame & { readonly type: string }) | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return isFrame(frame) && typeof frame.type === "string"
      ? { ...frame, type: frame.type }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is an object with keys. */
export function isFrame(value: unknown): value is WireFrame {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of a frame that may also stand in its `data`, as acknowledgements have it. */
export function eitherField(frame: WireFrame, name: string): unknown {
  const inner = isFrame(frame.data) ? frame.data[name] : undefined;
  return frame[name] ?? inner;
}
