/** How a program names a member by its number and nothing else, as somebody may be called by another one's number. */
const ID_KEY = /^id:([1-9]\d{0,14})$/;

/** The number in `id:7`; undefined for whatever else was given, which is a name first. */
export function numberIn(nameOrId: string): number | undefined {
  const [, digits] = ID_KEY.exec(nameOrId) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
