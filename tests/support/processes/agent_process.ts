import { type TaskOrder, TaskProcess } from "./task_process.ts";

/** Where an agent runs, and what it is told. */
export interface AgentOrder extends Pick<TaskOrder, "before"> {
  /** As a user types them behind `agent`. */
  readonly words: readonly string[];
}

/** `signalbox agent …` as a process of its own, with the permissions of the task. */
export class AgentProcess extends TaskProcess {
  constructor({ words, ...more }: AgentOrder) {
    super({ task: "signalbox", words: ["agent", ...words], ...more });
  }
}
