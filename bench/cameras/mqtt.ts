import { type Figure, whole } from "../displays/figure.ts";
import { startMeter } from "../displays/process_stat.ts";
import { summarise } from "../displays/statistics.ts";
import { type BrokerKind, startBroker, startMqttLoad } from "./mqtt_wires.ts";

const ROUNDS = 5;
const ROUND_SECONDS = 1;
const PUBLISHERS = 20;
const TARGET = 1;
/** Sensors that talk now and then to one viewer and to ten, and what comes in one piece after a busy moment. */
const LOADS = [
  { subscribers: 1, messagesPerWrite: 1 },
  { subscribers: 1, messagesPerWrite: 50 },
  { subscribers: 10, messagesPerWrite: 1 },
] as const;

/** MQTT messages that reach subscribers per CPU-second of the broker, against the bare library, in turns. */
export async function mqttBench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const load of LOADS) figures.push(await compare(load));
  return figures;
}

type Load = typeof LOADS[number];

async function compare(load: Load): Promise<Figure> {
  const ours = await enter("ours", load);
  const bare = await enter("bare", load);
  const rounds: (readonly [number, number])[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push([await ours.perCpuSecond(), await bare.perCpuSecond()]);
  }
  await ours.stop();
  await bare.stop();
  const [own, theirs] = [
    summarise(rounds.map(([mine]) => mine)),
    summarise(rounds.map(([, other]) => other)),
  ];
  const ratio = summarise(rounds.map(([mine, other]) => mine / other));
  const { subscribers, messagesPerWrite } = load;
  return {
    arm: `MQTT messages per CPU-second to ${subscribers}, ${messagesPerWrite} in a write`,
    figure: `${whole(own.median)} (${whole(own.least)}-${whole(own.most)})`,
    peer: `${whole(theirs.median)} (${whole(theirs.least)}-${whole(theirs.most)})`,
    ratio: ratio.median,
    target: `>= ${TARGET}`,
    met: ratio.median >= TARGET,
    remark: `ratio per round ${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}`,
  };
}

async function enter(kind: BrokerKind, { subscribers, messagesPerWrite }: Load) {
  const { child, port } = await startBroker(kind);
  const load = startMqttLoad();
  await load.call("connect", { port, publishers: PUBLISHERS, subscribers });
  const blast = () => load.call("blast", { seconds: ROUND_SECONDS, messagesPerWrite });
  await blast();
  return {
    async perCpuSecond() {
      const stop = startMeter(child.pid);
      const heard = await blast();
      const { cpuSeconds: [cpu = 0] } = stop();
      return heard / cpu;
    },
    async stop() {
      await load.stop();
      await child.stop();
    },
  };
}
