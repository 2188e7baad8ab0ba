import type { HostBackup, HostBackupReport } from "../../../protocols/api/host_backup.ts";
import type { Tone } from "../../look/tones.ts";
import { CopyButton } from "../../parts/copy_button.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Ago, Moment } from "../../parts/time.tsx";
import { now } from "../../wire/clock.ts";
import { usePolled } from "../../wire/polled.ts";
import { apiUrl, pathOf } from "../../wire/root.ts";
import { bytes } from "../../words/amounts.ts";
import { hostWords } from "../../words/host.ts";
import { commonWords } from "../../words/shell.ts";
import { BackupAttempts } from "./backup_attempts.tsx";
import { BackUpNow } from "./back_up_now.tsx";
import { type BackupStanding, restoreCommand, standingOf } from "./backup_standing.ts";

/** Backups of the control host itself: what there is, what is missing, one now, and how to restore. */
export function Backups() {
  const words = hostWords().backups;
  const resource = usePolled<HostBackupReport>(
    "host-backups",
    ({ attempts }) => attempts.some(({ state }) => state === "running"),
  );
  const { value: report } = resource;
  if (!report) return <ResourceNote of={resource} />;
  return (
    <>
      <ResourceNote of={resource} />
      <div class="panels">
        <Standing report={report} />
        <BackUpNow report={report} begun={resource.reload} />
      </div>
      {report.items.length === 0 ? <p class="quiet">{words.none}</p> : (
        <DataTable
          label={hostWords().tabs.backups}
          columns={columns()}
          rows={report.items}
          keyOf={({ name }) => name}
        />
      )}
      <BackupAttempts attempts={report.attempts} />
      <Restoring report={report} />
    </>
  );
}

const VERDICTS: Record<BackupStanding["verdict"], Tone> = {
  none: "bad",
  failed: "bad",
  old: "stale",
  good: "ok",
};

function Standing({ report }: { readonly report: HostBackupReport }) {
  const words = hostWords().backups;
  const { verdict, missing } = standingOf(report, now.value);
  const verdicts = { none: words.noBackup, failed: words.failed, old: words.old, good: words.good };
  const { folder, keep, schedule, items: [newest] } = report;
  return (
    <section class="panel" data-backups={verdict}>
      <h2>
        <StateBadge tone={VERDICTS[verdict]} word={verdicts[verdict]} />
      </h2>
      <dl class="facts">
        <dt>{words.last}</dt>
        <dd>
          <Ago at={newest?.madeAt ?? null} />
        </dd>
        <dt>{words.schedule}</dt>
        <dd>{schedule === null ? words.noSchedule : `${schedule.cron} (${schedule.timeZone})`}</dd>
        {schedule?.nextAt && (
          <>
            <dt>{words.next}</dt>
            <dd>
              <Moment at={schedule.nextAt} />
            </dd>
          </>
        )}
        <dt>{words.folder}</dt>
        <dd class="mono" dir="auto">{folder}</dd>
        <dt>{words.kept}</dt>
        <dd>{words.newest(keep)}</dd>
      </dl>
      <ul>
        {missing.map((each) => <li key={each}>{words.missing[each]}</li>)}
      </ul>
    </section>
  );
}

function columns(): readonly Column<HostBackup>[] {
  const words = hostWords().backups;
  return [
    {
      id: "name",
      head: words.name,
      width: "minmax(10rem, 3fr)",
      cell: ({ name }) => <span class="mono" title={name}>{name}</span>,
    },
    {
      id: "size",
      head: words.size,
      width: "6rem",
      figure: true,
      cell: (each) => bytes(each.bytes),
    },
    { id: "age", head: words.age, width: "9rem", cell: ({ madeAt }) => <Ago at={madeAt} /> },
    {
      id: "verified",
      head: words.verified,
      width: "11rem",
      wide: true,
      cell: ({ verifiedAt }) => <Moment at={verifiedAt} />,
    },
    {
      id: "download",
      head: "",
      width: "8rem",
      cell: ({ name }) => (
        <a
          class="icon-link"
          href={apiUrl(`host-backups/${pathOf(name)}`).href}
          download={name}
        >
          <Icon name="download" /> {words.download}
        </a>
      ),
    },
  ];
}

function Restoring({ report }: { readonly report: HostBackupReport }) {
  const words = hostWords().backups;
  const command = restoreCommand(report);
  return (
    <section class="panel">
      <h2>{words.restore}</h2>
      <p>{words.restoreText}</p>
      <p class="copyable">
        <code>{command}</code>
        <CopyButton text={command} label={commonWords().copy} />
      </p>
    </section>
  );
}
