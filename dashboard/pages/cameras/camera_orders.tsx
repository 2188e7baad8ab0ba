import type { Camera } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import { followJob } from "../../jobs/jobs.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { callApi } from "../../wire/api.ts";
import { memberPathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { cameraWords } from "../../words/cameras.ts";

/** Records a camera, or stops it. */
export function RecordButton({ camera: { id, name, recording } }: { readonly camera: Camera }) {
  const words = cameraWords();
  if (!mayAs("operate")) return null;
  const order = (action: "record_start" | "record_stop", title: string) => async (key: string) => {
    const path = `cameras/${memberPathOf(id)}/commands`;
    const answer = await callApi<Command>(path, {
      method: "POST",
      body: { action },
      idempotencyKey: key,
    });
    if (answer.ok) followJob(title, [answer.value]);
    return answer;
  };
  if (!recording) {
    return (
      <ActionButton primary run={order("record_start", words.recorded(name))}>
        {words.record}
      </ActionButton>
    );
  }
  const title = words.recordingStopped(name);
  return (
    <ActionButton
      danger={{ title, text: words.stopRecordingText, action: words.stopRecording }}
      run={order("record_stop", title)}
    >
      {words.stopRecording}
    </ActionButton>
  );
}

/** The same for every camera at once. */
export function RecordAll() {
  const words = cameraWords();
  if (!mayAs("operate")) return null;
  const order = (action: "record_start" | "record_stop", title: string) => async (key: string) => {
    const answer = await callApi<{ readonly commands: readonly Command[] }>("cameras/commands", {
      method: "POST",
      body: { action },
      idempotencyKey: key,
    });
    if (answer.ok) followJob(title, answer.value.commands);
    return answer;
  };
  return (
    <>
      <ActionButton run={order("record_start", words.recordAll)}>{words.recordAll}</ActionButton>
      <ActionButton
        danger={{ title: words.stopAll, text: words.stopRecordingText, action: words.stopAll }}
        run={order("record_stop", words.stopAll)}
      >
        {words.stopAll}
      </ActionButton>
    </>
  );
}
