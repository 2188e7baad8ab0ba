import type { Wall } from "../../../protocols/api/wall.ts";
import { linkTo } from "../../app/router.ts";
import { TONES } from "../../look/tones.ts";
import { Icon } from "../../parts/icon.tsx";
import { fleet } from "../../wire/fleet.ts";
import { stateWords } from "../../words/states.ts";

/** The hosts of a wall side by side, as the screens stand. */
export function WallHosts({ wall }: { readonly wall: Wall }) {
  return (
    <div class="wall-hosts">
      {wall.members.map((member) => <Host key={member.host} member={member} />)}
    </div>
  );
}

function Host({ member: { host, hostId, condition } }: {
  readonly member: Wall["members"][number];
}) {
  const tone = TONES.condition[condition];
  const known = hostId === null ? undefined : fleet.syncHosts.get(String(hostId));
  const text = (
    <>
      <span class="tile-name" dir="auto">{known?.name ?? host}</span>
      <span class="tile-state">
        <Icon name={tone} /> {stateWords().condition[condition]}
      </span>
    </>
  );
  return hostId === null
    ? <span class="tile" data-tone={tone} data-host={host}>{text}</span>
    : (
      <a class="tile" data-tone={tone} data-host={host} href={linkTo(["sync-hosts", hostId])}>
        {text}
      </a>
    );
}
