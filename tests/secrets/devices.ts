import { io } from "socket.io-client";
import mqtt from "mqtt";
import type { Evidence } from "./evidence.ts";
import type { Plants } from "./plants.ts";
import type { PlantedProgram } from "./planted_program.ts";

const NODE = "4F1A09C27B3E";

/** A display that shows a secret at the door, and says others. */
export async function displaySpeaks({ api }: PlantedProgram, plants: Plants): Promise<void> {
  const secret = () => plants.make("display");
  const socket = io(api.url, {
    transports: ["websocket"],
    reconnection: false,
    auth: { token: secret(), password: secret() },
    query: { token: secret() },
    extraHeaders: { Authorization: `Bearer ${secret()}`, Cookie: `session=${secret()}` },
  });
  await new Promise<void>((resolve) => socket.on("connect", resolve));
  const registered = new Promise<void>((resolve) =>
    socket.on("registration_success", () => resolve())
  );
  socket.emit("register_client", {
    name: "Wall-1",
    clientType: "python",
    password: secret(),
    token: secret(),
  });
  await registered;
  socket.emit("register_client", { name: [secret()], password: secret() });
  socket.emit("authenticate", { token: secret(), [secret()]: 1 });
  socket.emit("heartbeat", `password=${secret()}`);
  const beaten = new Promise<void>((resolve) => socket.on("heartbeat_response", () => resolve()));
  socket.emit("heartbeat", { clientName: "Wall-1", secret: secret() });
  await beaten;
  socket.disconnect();
}

/** Device accounts: right and wrong passwords and tokens, over both ports. */
export async function accountsSpeak(
  program: PlantedProgram,
  password: string,
  plants: Plants,
  evidence: Evidence,
): Promise<string> {
  const url = `http://127.0.0.1:${program.port("device")}`;
  const path = "/api/auth/login/";
  const logIn = (base: string, body: object) =>
    fetch(`${base}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const good = await (await logIn(url, { username: "rack-a", password })).json();
  const token: string = good.token ?? good.data?.token;
  plants.learn("device token", token);
  for (const base of [url, program.api.url]) {
    const wrong = await logIn(base, {
      username: "rack-a",
      password: plants.make("wrong password"),
    });
    evidence.add("log-in with a wrong password", await wrong.text());
    for (
      const Authorization of [`Token ${plants.make("wrong device token")}`, plants.make("none")]
    ) {
      const verified = await fetch(`${base}/api/auth/verify/`, { headers: { Authorization } });
      evidence.add("verification", await verified.text());
      const saved = await fetch(`${base}/api/server-logs/save/`, {
        method: "POST",
        headers: { Authorization, "Content-Type": "application/json" },
        body: JSON.stringify({ server_id: NODE, token: plants.make("saved log") }),
      });
      evidence.add("a saved log", await saved.text());
    }
  }
  return token;
}

/** A client of the broker that shows a name and a password. */
export async function brokerClientSpeaks(program: PlantedProgram, plants: Plants): Promise<void> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${program.port("mqtt")}`, {
    username: plants.make("user of the broker"),
    password: plants.make("password at the broker"),
    reconnectPeriod: 0,
  });
  client.on("error", () => {});
  await client.publishAsync("camera/response/x", plants.make("answer of a camera"));
  await client.publishAsync("commend/rec", plants.make("record order"));
  const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
  client.publish(`$SYS/${plants.make("topic")}`, "x");
  await closed;
}
