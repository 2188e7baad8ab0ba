import { useSignal } from "@preact/signals";
import type { Camera, Recording, RecordingList as Listed } from "../../../protocols/api/camera.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ResourceNote } from "../../parts/resource_note.tsx";
import { Moment } from "../../parts/time.tsx";
import { callApi } from "../../wire/api.ts";
import { useResource } from "../../wire/resource.ts";
import { apiUrl, memberPathOf, pathOf } from "../../wire/root.ts";
import { hasRight, mayAs } from "../../wire/session.ts";
import { bytes } from "../../words/amounts.ts";
import { cameraWords } from "../../words/cameras.ts";
import { commonWords } from "../../words/shell.ts";
import { duration, momentOf } from "../../words/times.ts";
import { tokenWords } from "../../words/tokens.ts";

/** What was recorded of a camera, for whoever may see it. */
export function Recordings({ camera }: { readonly camera: Camera }) {
  if (hasRight("recordings")) return <RecordingList camera={camera} />;
  const why = commonWords().lacksRight(tokenWords().rightNames.recordings);
  return <p class="quiet">{why}</p>;
}

/** Newest first: to play, to take away, to remove. */
function RecordingList({ camera: { id, recording } }: { readonly camera: Camera }) {
  const playing = useSignal<Recording | undefined>(undefined);
  const path = `cameras/${memberPathOf(id)}/recordings`;
  const resource = useResource(
    // A segment that ends is one more file.
    `${path} ${recording?.segments ?? 0} ${recording === null}`,
    (signal) => callApi<Listed>(path, { signal }),
  );
  const rows = [...resource.value?.items ?? []].reverse();
  const open = playing.value;
  return (
    <>
      <ResourceNote of={resource} />
      {resource.value && rows.length === 0
        ? <p class="quiet">{cameraWords().noRecordings}</p>
        : (
          <DataTable
            label={cameraWords().tabs.recordings}
            columns={columns(path, (row) => playing.value = row, resource.reload)}
            rows={rows}
            keyOf={({ name }) => name}
          />
        )}
      {open && (
        <Dialog title={open.name} wide onClose={() => playing.value = undefined}>
          <video
            class="recording"
            controls
            autoplay
            src={apiUrl(`${path}/${pathOf(open.name)}`).href}
          />
        </Dialog>
      )}
    </>
  );
}

function columns(
  path: string,
  play: (row: Recording) => void,
  changed: () => void,
): readonly Column<Recording>[] {
  const words = cameraWords();
  const urlOf = ({ name }: Recording) => apiUrl(`${path}/${pathOf(name)}`).href;
  return [
    {
      id: "from",
      head: words.from,
      width: "minmax(9rem, 1fr)",
      cell: ({ startedAt }) => <Moment at={startedAt} />,
    },
    {
      id: "length",
      head: words.length,
      width: "minmax(7rem, 1fr)",
      wide: true,
      cell: ({ startedAt, endedAt, finished }) => (
        <>
          {duration(momentOf(endedAt) - momentOf(startedAt))}{" "}
          {!finished && <span class="quiet">{words.unfinished}</span>}
        </>
      ),
    },
    {
      id: "size",
      head: words.size,
      width: "7rem",
      wide: true,
      figure: true,
      cell: (row) => bytes(row.bytes),
    },
    {
      id: "name",
      head: words.recordingName,
      width: "minmax(8rem, 2fr)",
      wide: true,
      cell: ({ name }) => <code>{name}</code>,
    },
    {
      id: "actions",
      head: "",
      width: "18rem",
      cell: (row) => (
        <span class="row-actions">
          <button type="button" onClick={() => play(row)}>
            <Icon name="busy" /> <span class="word">{words.play}</span>
          </button>
          <a class="button" href={urlOf(row)} download={row.name}>
            <Icon name="download" /> <span class="word">{words.download}</span>
          </a>
          {mayAs("admin") && row.finished && <Remove row={row} path={path} changed={changed} />}
        </span>
      ),
    },
  ];
}

function Remove(
  { row, path, changed }: {
    readonly row: Recording;
    readonly path: string;
    readonly changed: () => void;
  },
) {
  const words = cameraWords();
  return (
    <ActionButton
      danger={{ title: words.removeTitle(row.name), text: words.removeText, action: words.remove }}
      run={() => callApi(`${path}/${pathOf(row.name)}`, { method: "DELETE" })}
      onDone={changed}
    >
      {words.remove}
    </ActionButton>
  );
}
