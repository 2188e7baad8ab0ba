import { Component } from "preact";
import { Icon } from "../parts/icon.tsx";
import { stateWords } from "../words/states.ts";
import type { MemberLine } from "./member.ts";

interface TileProps {
  readonly line: MemberLine;
}

/** A member as a tile, drawn again only when it looks different: a page may show a thousand, four times a second. */
export class MemberTile extends Component<TileProps> {
  override shouldComponentUpdate({ line }: TileProps): boolean {
    return !looksAlike(line, this.props.line);
  }

  override render({ line }: TileProps) {
    return <Tile line={line} />;
  }
}

function looksAlike(a: MemberLine, b: MemberLine): boolean {
  return a === b ||
    (Object.keys(a) as (keyof MemberLine)[]).every((field) => a[field] === b[field]);
}

/** Its name and its state, and the way to its page. */
function Tile({ line }: TileProps) {
  const { name, icon, href, tone, word, reason, work } = line;
  return (
    <a
      class="tile"
      href={href}
      data-tone={tone}
      data-member={`${line.kind}:${name}`}
      title={[reason === "" ? name : `${name}: ${reason}`, work].filter(Boolean).join("\n")}
    >
      <Icon name={icon} />
      <span class="tile-name" dir="auto">{name}</span>
      <span class="tile-state">
        <Icon name={tone} /> {word}
        {work !== "" && (
          <span class="tile-work" data-tone="maintenance">
            <Icon name="maintenance" /> {stateWords().liveness.maintenance}
          </span>
        )}
      </span>
    </a>
  );
}

/** A member's name as a link, for tables and sentences. */
export function MemberLink({ line }: { readonly line: MemberLine }) {
  const { href, name } = line;
  return <a class="member-link" href={href} title={name} dir="auto">{name}</a>;
}
