/** The answer of a server that parses a frame and keeps nothing of it. */
export function acknowledge(text: string): string {
  const { type, sequence } = JSON.parse(text);
  return type === "register"
    ? JSON.stringify({ type: "register_ack", status: "success", timestamp: Date.now() })
    : JSON.stringify({ type: "stats_ack", status: "success", sequence, timestamp: Date.now() });
}
