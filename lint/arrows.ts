import { type Room, ROOMS } from "./room_table.ts";

/** The room that a file belongs to; undefined for a folder that the table does not know. */
export function roomOf(path: string): Room | undefined {
  return ROOMS.filter((room) => path === room.path || inside(path, room.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}

/**
 * What is wrong with an import from `file` to `target`, both paths from the project's root; undefined when
 * the arrow is allowed. `typeOnly`: nothing of the import is left at run time.
 */
export function brokenArrow(file: string, target: string, typeOnly: boolean): string | undefined {
  const room = roomOf(file);
  if (room === undefined) return undefined;
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) {
    return `${target} is in no known room. Add its folder to lint/room_table.ts, or move it.`;
  }
  if (targetRoom === room) return brokenBetweenNeighbours(room, file, target);
  const entrances = targetRoom.entrances ?? [target];
  if (room.seesInside === undefined && !entrances.includes(target)) {
    return `${name(targetRoom)} is entered by ${entrances.join(" or ")} only, not by ${target}.`;
  }
  const doors = room.doors.filter((door) => door.path === target || inside(target, door.path));
  if (doors.some((door) => typeOnly || door.typeOnly === undefined)) return undefined;
  const arrow = `${name(room)} may not import ${name(targetRoom)} (${target})`;
  if (doors.length > 0) return `${arrow} but with \`import type\`. ${room.instead}`;
  return `${arrow}. ${room.instead}`;
}

function brokenBetweenNeighbours(room: Room, file: string, target: string): string | undefined {
  if (room.apart === undefined) return undefined;
  const own = subfolder(file, room);
  const other = subfolder(target, room);
  if (other === "" || own === other) return undefined;
  const from = own === "" ? `${name(room)}'s shared files` : `${room.path}${own}`;
  return `${from} may not import ${room.path}${other}. ${room.instead}`;
}

/** What is wrong with a bare, `npm:` or `node:` specifier in `file`; undefined when it is allowed. */
export function brokenPackage(file: string, specifier: string): string | undefined {
  if (/^(jsr|https?):/.test(specifier)) {
    return `${specifier} cannot be fetched where this is built: use an npm package pinned in deno.json.`;
  }
  const room = roomOf(file);
  if (room === undefined || room.packages === "any") return undefined;
  const wanted = packageOf(specifier);
  if (room.packages.includes(wanted)) return undefined;
  const allowed = room.packages.length === 0 ? "no packages" : `only ${room.packages.join(", ")}`;
  return `${name(room)} may not import ${wanted} (${allowed}). ${room.instead}`;
}

/** What is wrong with an `import()` whose target cannot be read; undefined where anything may be imported. */
export function brokenComputedImport(file: string): string | undefined {
  const room = roomOf(file);
  if (room === undefined || room.packages === "any") return undefined;
  return `${
    name(room)
  } may not import() a computed name: nobody can see where it leads. ${room.instead}`;
}

/** What is wrong with the use of a global in `file`; undefined when it is allowed. */
export function brokenGlobal(file: string, global: string): string | undefined {
  const room = roomOf(file);
  if (room === undefined || !room.withoutGlobals.includes(global)) return undefined;
  return `${name(room)} may not use ${global}. ${room.instead}`;
}

/** `npm:@scope/name@1.2.3/part` and `@scope/name/part` are both `@scope/name`; `node:fs` stays. */
export function packageOf(specifier: string): string {
  const bare = specifier.replace(/^npm:\/?/, "");
  return /^(@[^/]+\/[^/@]+|[^/@]+)/.exec(bare)?.[0] ?? bare;
}

function inside(path: string, folder: string): boolean {
  return folder === "" || (folder.endsWith("/") && path.startsWith(folder));
}

function subfolder(path: string, room: Room): string {
  const rest = path.slice(room.path.length);
  return rest.includes("/") ? rest.slice(0, rest.indexOf("/")) : "";
}

function name(room: Room): string {
  return room.path.replace(/\/$/, "");
}
