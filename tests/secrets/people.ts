import type { Api } from "../support/api/api.ts";
import type { Evidence } from "./evidence.ts";
import type { Plants } from "./plants.ts";

const V1 = "/api/v1";
const JSON_TYPE = { "Content-Type": "application/json" };

/** Everything that people and programs may say to the HTTP port with a secret in it: right, wrong and malformed. */
export async function peopleSpeak(api: Api, plants: Plants, evidence: Evidence): Promise<string> {
  const view = await makeTokens(api, plants);
  await signIns(api, plants, evidence);
  await headers(api, plants, evidence);
  await bodies(api, plants, evidence);
  await queries(api, plants, evidence);
  await backups(api, plants, evidence);
  return view;
}

async function makeTokens(api: Api, plants: Plants): Promise<string> {
  const make = async (name: string) => {
    const json = { name, role: "view", rights: [] };
    const made = await api.call<{ secret: string; token: { id: string } }>(`${V1}/tokens`, {
      method: "POST",
      json,
    });
    plants.learn(`token ${name}`, made.secret);
    return made;
  };
  const [viewer, revoked] = [await make("viewer"), await make("revoked")];
  await api.call(`${V1}/tokens/${revoked.token.id}`, { method: "DELETE" });
  await (await api.request(`${V1}/groups`, { token: revoked.secret })).body?.cancel();
  return viewer.secret;
}

async function signIns(api: Api, plants: Plants, evidence: Evidence): Promise<void> {
  const json = { name: "browser", role: "operate", rights: [] };
  const { secret } = await api.call<{ secret: string }>(`${V1}/tokens`, { method: "POST", json });
  plants.learn("token of a browser", secret);
  const right = await api.request(`${V1}/session`, {
    method: "POST",
    json: { token: secret },
    token: null,
  });
  const cookie = /signalbox_session=([^;]+)/.exec(right.headers.get("Set-Cookie") ?? "")?.[1] ?? "";
  plants.learn("session cookie", cookie);
  plants.learn("csrf token", (await right.json()).csrfToken);
  const Cookie = `signalbox_session=${cookie}`;
  const forged = { Cookie, "X-CSRF-Token": plants.make("wrong csrf token") };
  await evidence.ask(api, `${V1}/groups`, {
    method: "POST",
    json: {},
    headers: forged,
    token: null,
  });
  // The page is told its token against forgery, and nobody else is.
  await (await api.request(`${V1}/session`, { headers: { Cookie }, token: null })).body?.cancel();
  await evidence.ask(api, `${V1}/session`, {
    method: "POST",
    json: { token: plants.make("sign-in with a wrong token") },
    token: null,
  });
}

async function headers(api: Api, plants: Plants, evidence: Evidence): Promise<void> {
  const secret = plants.make("header of an unknown route");
  const values = [
    `Bearer ${plants.make("wrong bearer")}`,
    `Basic ${btoa(`viewer:${plants.make("wrong basic password")}`)}`,
    `Token ${plants.make("device token at a route of people")}`,
    plants.make("bare authorization"),
  ];
  for (const path of [`${V1}/tokens`, "/metrics", "/nowhere", "/api/auth/verify/", `${V1}/live`]) {
    for (const Authorization of values) {
      await evidence.ask(api, path, { headers: { Authorization }, token: null });
    }
  }
  const cookie = { Cookie: `signalbox_session=${plants.make("wrong cookie")}` };
  await evidence.ask(api, `${V1}/tokens`, { headers: cookie, token: null });
  await evidence.ask(api, "/nowhere", { headers: { "X-Api-Key": secret } });
  await evidence.ask(api, `${V1}/presets/1/execute`, {
    method: "POST",
    headers: { "Idempotency-Key": "x".repeat(300), Authorization: `Bearer ${secret}` },
    token: null,
  });
}

/** Bodies that fail: fields that nobody knows, values of the wrong type, and JSON that breaks off. */
async function bodies(api: Api, plants: Plants, evidence: Evidence): Promise<void> {
  const paths = [
    `${V1}/tokens`,
    `${V1}/session`,
    `${V1}/host-backups`,
    `${V1}/presets`,
    `${V1}/schedules`,
    "/api/auth/login/",
    "/api/server-logs/save/",
    "/api/clients",
  ];
  for (const path of paths) {
    const secret = () => plants.make(`body of ${path}`);
    const unknown = { name: "x", role: "admin", secret: secret(), password: { text: secret() } };
    await evidence.ask(api, path, { method: "POST", json: unknown });
    await evidence.ask(api, path, {
      method: "POST",
      json: { token: [secret()], username: [secret()] },
    });
    const broken = [`{"password": ${secret()}`, `"${secret()}`, `token=${secret()}&password=x`];
    for (const body of broken) await evidence.post(api, path, body, JSON_TYPE);
    await evidence.post(api, path, secret(), { "Content-Type": "text/plain" });
  }
}

async function queries(api: Api, plants: Plants, evidence: Evidence): Promise<void> {
  for (
    const path of [
      `${V1}/tokens`,
      `${V1}/displays`,
      `${V1}/events`,
      "/",
      "/docs",
      "/nowhere",
      "/metrics",
    ]
  ) {
    const secret = plants.make(`query of ${path}`);
    const words = `?token=${secret}&access_token=${secret}&password=${secret}&limit=${secret}`;
    await evidence.ask(api, `${path}${words}`, { token: null });
    if (path !== `${V1}/events`) await evidence.ask(api, `${path}${words}`);
  }
}

async function backups(api: Api, plants: Plants, evidence: Evidence): Promise<void> {
  const path = `${V1}/host-backups`;
  const made = { passphrase: plants.make("passphrase of a backup") };
  await evidence.ask(api, path, { method: "POST", json: made });
  await evidence.ask(api, path, { method: "POST", json: { ...made, keep: plants.make("extra") } });
}
