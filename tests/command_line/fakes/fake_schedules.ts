import { Schedule, ScheduleDraft, type ScheduleRun } from "../../../protocols/api/schedule.ts";
import type { Asked } from "./fake_api.ts";
import { TIME } from "./samples.ts";

/** The API's schedules in memory, as far as the command line uses them. Runs are over when they are looked at again. */
export class FakeSchedules {
  readonly schedules: Schedule[] = [];
  readonly runs: ScheduleRun[] = [];

  /** Undefined: it is no request about schedules. */
  answer({ method, path, body }: Asked): Response | undefined {
    const [, kind, id, verb] = path.split("/");
    if (kind !== "schedules") return undefined;
    const at = this.schedules.findIndex((each) => String(each.id) === id);
    switch (`${method} ${verb ?? (id === undefined ? "" : "one")}`) {
      case "GET ":
        return Response.json({ items: this.schedules });
      case "POST ":
        return Response.json(this.add(ScheduleDraft.parse(body)), { status: 201 });
      case "PUT one": {
        const { rights, orderedBy, createdAt, ...old } = this.schedules[at] ?? this.add();
        const draft = ScheduleDraft.parse(body);
        const nextRunAt = draft.enabled ? NEXT : null;
        const edited = { version: old.version + 1, updatedAt: TIME, updatedBy: "console" };
        const facts = { rights, orderedBy, createdAt, ...edited, lastRun: old.lastRun };
        this.schedules[at] = { ...draft, ...facts, id: old.id, nextRunAt };
        return Response.json(this.schedules[at]);
      }
      case "DELETE one":
        this.schedules.splice(at, 1);
        return new Response(null, { status: 204 });
      case "POST run":
        return Response.json(this.run(Number(id)), { status: 202 });
      case "GET runs":
        return Response.json({ items: this.#look(), nextCursor: null });
    }
    return undefined;
  }

  add(draft: Partial<ScheduleDraft> = {}): Schedule {
    const work = {
      type: "node",
      selection: { scope: "each", filter: {} },
      command: "status",
      params: {},
      deadlineMs: null,
      waitOnlineMs: null,
      pauseMs: 600_000,
    } as const;
    const { lastRun = null, ...rest }: Partial<Schedule> = draft;
    const made = Schedule.parse({
      name: "Nightly",
      enabled: true,
      cron: "0 4 * * *",
      timeZone: "Asia/Seoul",
      work,
      ...rest,
      id: this.schedules.length + 1,
      rights: [],
      orderedBy: { name: "tester", address: "local" },
      createdAt: TIME,
      version: 1,
      updatedAt: TIME,
      updatedBy: "console",
      nextRunAt: rest.enabled === false ? null : NEXT,
      lastRun,
    });
    this.schedules.push(made);
    return made;
  }

  run(scheduleId: number, changes: Partial<ScheduleRun> = {}): ScheduleRun {
    const run: ScheduleRun = {
      id: `schedule-${scheduleId}-1772357400000`,
      scheduleId,
      scheduleName: "Nightly",
      trigger: "manual",
      dueAt: TIME,
      startedAt: TIME,
      endedAt: null,
      state: "starting",
      reason: null,
      orderedBy: null,
      executionId: null,
      rotationId: null,
      counts: { total: 2, completed: 0, unknown: 0, failed: 0 },
      targets: [],
      ...changes,
    };
    this.runs.unshift(run);
    return run;
  }

  /** What was running is over by the next look. */
  #look(): ScheduleRun[] {
    const shown = [...this.runs];
    this.runs.forEach((run, index) => {
      if (run.state !== "starting") return;
      const counts = { total: 2, completed: 1, unknown: 0, failed: 1 };
      const reason = "one was away";
      this.runs[index] = { ...run, state: "partial", endedAt: TIME, reason, counts };
    });
    return shown;
  }
}

/** 04:00 in Seoul on the day after the tests' hour. */
const NEXT = "2026-03-01T19:00:00.000Z";
