import { Icon } from "../parts/icon.tsx";
import type { MemberLine } from "./member.ts";

/** A member as a tile: its name and its state, and the way to its page. */
export function MemberTile({ line }: { readonly line: MemberLine }) {
  const { name, icon, href, tone, word, reason } = line;
  return (
    <a
      class="tile"
      href={href}
      data-tone={tone}
      data-member={`${line.kind}:${name}`}
      title={reason || undefined}
    >
      <Icon name={icon} />
      <span class="tile-name" dir="auto">{name}</span>
      <span class="tile-state">
        <Icon name={tone} /> {word}
      </span>
    </a>
  );
}

/** A member's name as a link, for tables and sentences. */
export function MemberLink({ line }: { readonly line: MemberLine }) {
  return <a class="member-link" href={line.href} dir="auto">{line.name}</a>;
}
