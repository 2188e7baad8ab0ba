/** Something that a member has done, and that must not have been done twice. */
export interface Deed {
  /** The member's key, as `display:Display_03`. */
  readonly member: string;
  /** A show or a container was started, a container stopped, a program run inside one, a session key made. */
  readonly what: "started" | "stopped" | "ran" | "rotated";
  /** The command line, the container, what was run in it, or the container and its new key, a blank between them. */
  readonly detail: string;
}

/** Is told of each deed at once, by whoever keeps a journal that the control host knows nothing of. */
export type OnDeed = (deed: Deed) => void;
