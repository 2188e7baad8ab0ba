/** What output of commands needs of the line. */
export interface OutputLine {
  /** Bytes that wait for the network. */
  readonly queuedBytes: number;
  /** False: there is no connection. */
  send(text: string): boolean;
}

/** Output waits for nobody: with so much unsent it is left out, as answers and readings use the same line. */
const MAX_QUEUED_BYTES = 1_024 * 1_024;

/** The output of one command as frames, numbered from 1. What the line does not take is left out, and counted. */
export function outputFrames(
  commandId: string,
  line: OutputLine,
  now: () => number,
): (text: string) => void {
  let sequence = 0;
  let leftOut = 0;
  return (text) => {
    const note = leftOut === 0 ? "" : `--- ${leftOut} characters were left out ---\n`;
    const data = {
      command_id: commandId,
      sequence: sequence + 1,
      text: note + text,
      timestamp: now(),
    };
    const sent = line.queuedBytes <= MAX_QUEUED_BYTES &&
      line.send(JSON.stringify({ type: "command_output", data }));
    if (sent) {
      sequence++;
      leftOut = 0;
    } else leftOut += text.length;
  };
}
