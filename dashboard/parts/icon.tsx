/** Drawings of 16×16, as paths; each means one thing on every page. */
const PATHS = {
  ok: "M3 8.5 6.5 12 13 4.5",
  stale: "M8 4v4.5l3 1.8M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Z",
  bad: "M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6",
  busy: "M5 3.2v9.6L13 8Z",
  maintenance:
    "M10.5 2.2a3.6 3.6 0 0 0-3 5L2.4 12.300l1.3 1.300L8.8 8.500a3.6 3.6 0 0 0 5-3l-2 1.2-1.8-1 .3-2Z",
  unknown: "M5.6 6a2.4 2.4 0 1 1 3.6 2.100c-.8.5-1.2.9-1.2 1.900M8 12.600v.3",
  fleet: "M2 3h5v4H2ZM9 3h5v4H9ZM2 9h5v4H2ZM9 9h5v4H9Z",
  alert: "M8 2.2a4 4 0 0 0-4 4v3.3L2.6 12h10.8L12 9.5V6.2a4 4 0 0 0-4-4ZM6.6 14h2.8",
  display: "M2 3h12v8H2ZM6 14h4M8 11v3",
  node: "M2.5 2.500h11v4h-11ZM2.5 9.500h11v4h-11ZM5 4.500h.1M5 11.500h.1",
  wall: "M2 3h12v10H2ZM6 3v10M10 3v10M2 8h12",
  camera: "M2 4.500h8v7H2ZM10 7l4-2v6l-4-2",
  preset: "M3 3h10M3 8h10M3 13h6M12 10.500v5l3-2.500Z",
  command: "M3 4l4 4-4 4M8.5 12H13",
  schedule: "M2.5 4h11v9.500h-11ZM2.5 7h11M5.5 2.300V5M10.5 2.300V5",
  tree: "M8 2v4M3.5 10V8h9v2M8 6v4M2 10h3v3.500H2ZM6.5 10h3v3.500h-3ZM11 10h3v3.500h-3Z",
  search: "M7 2.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.500h8v8h-8ZM2.5 10.500v-8h8",
  key: "M9.5 2.500a3.7 3.7 0 1 0 .1 0ZM7 9l-4.5 4.500M4.5 11.500l1.5 1.5",
  menu: "M2.5 4h11M2.5 8h11M2.5 12h11",
  expand: "M2.5 6V2.500H6M10 2.500h3.500V6M13.5 10v3.500H10M6 13.500H2.500V10",
  machine: "M3 2.500h10v11H3ZM5.5 5.500h5M5.5 8h5M8 11.300h.1",
  language:
    "M2 8h12M8 2c2 1.7 3 3.7 3 6s-1 4.3-3 6c-2-1.7-3-3.7-3-6s1-4.3 3-6ZM8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z",
  theme: "M8 2a6 6 0 1 0 6 6 4.5 4.5 0 0 1-6-6Z",
  out: "M6 2.500H2.500v11H6M10 4.5 13.5 8 10 11.500M13.5 8H6",
  download: "M8 2.500v7M4.5 6.5 8 10l3.5-3.500M2.5 13.500h11",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  change: "M2.5 6h10L9.500 3M13.500 10h-10L6.500 13",
  trail: "M3 3h10M3 6.500h10M3 10h6M9.500 12l1.500 1.500 3-3.500",
  pause: "M5 3v10M11 3v10",
  stop: "M4 4h8v8H4Z",
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof PATHS;

/** A drawing beside words; never alone, so it is silent for screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
