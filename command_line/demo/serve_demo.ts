import { DEMO_FAULTS } from "../../protocols/demo/faults.ts";
import { ApiClient } from "../api/api_client.ts";
import { REAL_CLOCK } from "../command_line.ts";
import { widthOf } from "../terminal/console.ts";
import { DemoAssistant } from "./assistance.ts";
import type { DemoSettings, DemoTeller, RunningDemo } from "./host.ts";
import { seedDemo } from "./seed.ts";
import { membersInWords } from "./words.ts";
import { wordDuration } from "../terminal/durations.ts";
import { EXIT } from "../failure.ts";
import type { WaitingClock } from "../host/host.ts";
import type { ServeNeeds } from "../start/serve.ts";
import type { ServeAgentNeeds } from "../agents/serve_agent.ts";
import { explainStart } from "../start/start_problem.ts";
import { stopSignal } from "../start/stop_signal.ts";
import { loadSentences } from "../terminal/sentences.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** What running a demo needs of the process around it. */
export interface ServeDemoNeeds extends ServeAgentNeeds, Pick<ServeNeeds, "texts"> {
  /** Rejects, with nothing left, when its control host cannot be started. */
  start(settings: DemoSettings, teller: DemoTeller): Promise<RunningDemo>;
  /** How this program is typed, for lines to copy. Default: `signalbox`. */
  readonly program?: string;
  /** Those of every command. */
  readonly allTexts: Texts;
  /** Default: the runtime's. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Default: the real clock. */
  readonly clock?: WaitingClock;
}

const LABEL_COLUMNS = 7;

/** Runs a demo until it is told to stop. The exit code: 0 stopped, 2 could not start. */
export async function serveDemo(settings: DemoSettings, needs: ServeDemoNeeds): Promise<number> {
  const { say, allTexts: { demo: texts } } = needs;
  needs.configureLogging(settings.host);
  const { promise: operator, resolve: employ } = Promise.withResolvers<Operator>();
  let demo: RunningDemo;
  try {
    demo = await needs.start(settings, teller(operator, needs));
  } catch (cause) {
    const sentence = await loadSentences(needs.texts.language === "ko");
    say(explainStart(cause, needs.texts, "", sentence));
    return EXIT.usage;
  }
  // Before it is greeted: whoever reads that may signal at once.
  const told = stopSignal(needs);
  for (const line of greeting(demo, settings, needs)) say(line);
  const employed = operatorOf(demo, needs);
  employ(employed);
  await told;
  employed.assistant.stop();
  say(texts.stopping);
  await demo.stop();
  say(texts.stopped);
  return EXIT.ok;
}

/** Tells what happens, and does in the operator's place what makes it visible. */
function teller(operator: Promise<Operator>, needs: ServeDemoNeeds): DemoTeller {
  const { say, allTexts } = needs;
  const { demo: texts } = allTexts;
  const failed = (cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    say(texts.notDone(visible(reason)));
  };
  let seeded = false;
  return {
    ready(members) {
      say(texts.allStarted(members));
      if (seeded) return;
      seeded = true;
      operator.then(({ seed }) => seed()).then((made) => made && say(texts.seeded)).catch(failed);
    },
    died: (reason, waitMs) => say(texts.died(reason, wordDuration(waitMs, allTexts))),
    faultBegan(fault) {
      const { name, members, since, until } = fault;
      const wait = until === undefined ? undefined : wordDuration(until - since, allTexts);
      say(texts.began(name, membersInWords(members, texts), wait));
      operator.then(({ assistant }) => assistant.began(fault)).catch(failed);
    },
    faultEnded(fault) {
      say(texts.ended(fault.name));
      operator.then(({ assistant }) => assistant.ended(fault)).catch(failed);
    },
  };
}

/** Whoever would sit at the control host. */
interface Operator {
  readonly assistant: DemoAssistant;
  /** Resolves with whether anything was made. */
  seed(): Promise<boolean>;
}

function operatorOf({ url, token, names }: RunningDemo, needs: ServeDemoNeeds): Operator {
  const { allTexts: texts, clock = REAL_CLOCK } = needs;
  const { fetch: send = (request) => fetch(request) } = needs;
  const api = new ApiClient({ url, token, texts, fetch: send });
  return {
    seed: () => seedDemo({ api, names, texts: texts.demo.seed, clock }),
    assistant: new DemoAssistant(api, clock),
  };
}

function greeting(
  { url, token, counts, dataDir, canBeAsked }: RunningDemo,
  { keep, faults }: DemoSettings,
  { program = "signalbox", allTexts: { demo: texts } }: ServeDemoNeeds,
): readonly string[] {
  const { labels } = texts;
  // A Korean letter is two columns wide.
  const row = (label: string, text: string) =>
    `  ${label}${" ".repeat(Math.max(1, LABEL_COLUMNS - widthOf(label)))}${text}`;
  const names = DEMO_FAULTS.map((name) => `  ${name.padEnd(18)}${texts.faults[name]}`);
  return [
    texts.title,
    row(labels.open, url),
    row(labels.token, token),
    row(labels.fleet, texts.fleet(counts)),
    row(labels.data, keep ? texts.dataKept(dataDir) : texts.dataGone(dataDir)),
    texts.tryIt,
    `  export SIGNALBOX_URL=${url} SIGNALBOX_TOKEN=${token}`,
    `  ${program} list displays`,
    ...(canBeAsked ? [texts.askForFault, `  ${program} demo fault <name>`] : [texts.cannotBeAsked]),
    ...names,
    ...(faults ? [texts.comeByThemselves] : []),
    texts.ready,
  ];
}
