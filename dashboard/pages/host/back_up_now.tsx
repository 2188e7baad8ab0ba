import { useSignal } from "@preact/signals";
import type { HostBackupAttempt, HostBackupReport } from "../../../protocols/api/host_backup.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { callApi } from "../../wire/api.ts";
import { bytes } from "../../words/amounts.ts";
import { hostNames, hostWords } from "../../words/host.ts";

/** The shortest that the control host takes. */
const MIN_CHARS = 12;

/** Begins a backup, and shows how far it has come. */
export function BackUpNow(
  { report, begun }: { readonly report: HostBackupReport; readonly begun: () => void },
) {
  const words = hostWords().backups;
  const passphrase = useSignal("");
  const running = report.attempts.find(({ state }) => state === "running");
  const { length } = passphrase.value;
  const body = () => length === 0 ? {} : { passphrase: passphrase.value };
  return (
    <section class="panel">
      <h2>{words.now}</h2>
      <p class="toolbar">
        <input
          class="search"
          type="password"
          autocomplete="new-password"
          minLength={MIN_CHARS}
          maxLength={1_024}
          aria-label={words.passphrase}
          placeholder={words.passphrase}
          value={passphrase}
          onInput={(event) => passphrase.value = event.currentTarget.value}
        />
        <ActionButton
          primary
          disabled={running !== undefined || (length > 0 && length < MIN_CHARS)}
          run={(idempotencyKey) =>
            callApi("host-backups", { method: "POST", body: body(), idempotencyKey })}
          onDone={() => {
            passphrase.value = "";
            begun();
          }}
        >
          {words.now}
        </ActionButton>
      </p>
      <p class="quiet">{words.keep}</p>
      {running && <Progress of={running} />}
    </section>
  );
}

function Progress({ of: { phase, doneBytes, totalBytes } }: { readonly of: HostBackupAttempt }) {
  const word = hostNames().phases[phase ?? "database"];
  return (
    <p role="status" data-backup-phase={phase}>
      {word}{" "}
      <progress
        aria-label={word}
        max={Math.max(1, totalBytes)}
        value={totalBytes === 0 ? undefined : doneBytes}
      />{" "}
      {bytes(doneBytes)}
      {totalBytes > 0 && ` / ${bytes(totalBytes)}`}
    </p>
  );
}
