import { type Figure, perItem, single } from "./figure.ts";

const ofPorts = perItem("port", ({ ports }) => ports);

/** What goes over the ports, and who follows what happens. All relay ports are one. */
export const TRAFFIC_FIGURES: readonly Figure[] = [
  ofPorts("gauge", "signalbox_port_connections", "Connections that are open.", (port) => port.open),
  ofPorts(
    "counter",
    "signalbox_port_connections_total",
    "Connections that were accepted.",
    (port) => port.accepted,
  ),
  ofPorts(
    "counter",
    "signalbox_port_received_bytes_total",
    "Bytes that came in.",
    (port) => port.receivedBytes,
  ),
  ofPorts(
    "counter",
    "signalbox_port_sent_bytes_total",
    "Bytes that went out.",
    (port) => port.sentBytes,
  ),
  perItem("protocol", ({ messages }) => messages)(
    "counter",
    "signalbox_messages_received_total",
    "HTTP requests, Socket.IO events, frames of node hosts, sync lines, MQTT publications.",
    (count) => count,
  ),
  perItem("kind", ({ problems }) => problems)(
    "counter",
    "signalbox_peer_problems_total",
    "What peers did wrong, or were refused for want of room, by its kind.",
    (count) => count,
  ),
  single(
    "gauge",
    "signalbox_event_readers",
    "Readers of the event stream.",
    ({ readers }) => readers.events,
  ),
  single(
    "counter",
    "signalbox_event_readers_cut_off_total",
    "Readers of the event stream that were too slow.",
    ({ readers }) => readers.cutOff,
  ),
  single(
    "gauge",
    "signalbox_streams",
    "Streams of video, logs and outputs that are open.",
    ({ readers }) => readers.streams,
  ),
];
