import assert from "node:assert/strict";
import {
  type ContainerEngine,
  EngineError,
  type EngineErrorCode,
} from "../../../../../agents/nodes/agent/container_engine.ts";
import { connectDocker } from "../../../../../agents/nodes/agent/docker/docker_engine.ts";
import { readEngineAddress } from "../../../../../agents/nodes/agent/docker/engine_address.ts";
import { connectFailure } from "../../../../../agents/nodes/agent/docker/engine_failure.ts";
import { frame } from "./frames.ts";
import { type EngineScript, withScriptedEngine } from "./scripted_engine.ts";

function withEngine(
  script: EngineScript,
  test: (engine: ContainerEngine, asked: readonly string[]) => Promise<void>,
  version?: unknown,
): Promise<void> {
  return withScriptedEngine(script, async (address, asked) => {
    const engine = connectDocker(address);
    try {
      await test(engine, asked);
    } finally {
      engine.close();
    }
  }, version);
}

/** Rejects with this code and such a sentence. */
async function refuses(call: Promise<unknown>, code: EngineErrorCode, words: RegExp) {
  await assert.rejects(call, (cause) => {
    assert.ok(cause instanceof EngineError, String(cause));
    assert.equal(cause.code, code);
    assert.match(cause.message, words);
    return true;
  });
}

const never: EngineScript = () => new Response(null, { status: 500 });

Deno.test("readEngineAddress() takes what DOCKER_HOST may hold, and says what it does not take", () => {
  const unix = { kind: "unix", path: "/var/run/docker.sock" };
  assert.deepEqual(readEngineAddress("unix:///var/run/docker.sock"), unix);
  assert.deepEqual(readEngineAddress("/var/run/docker.sock"), unix);
  assert.deepEqual(readEngineAddress("tcp://192.0.2.7"), {
    ...{ kind: "tcp", host: "192.0.2.7", port: 2375 },
  });
  for (const odd of ["", "docker.sock", "npipe:////./pipe/docker", "https://h:1", "tcp://h/x"]) {
    assert.throws(() => readEngineAddress(odd), EngineError);
  }
});

Deno.test({
  name: "an engine that is not there or is stopped says so, and works again when it is started",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/engine.sock`;
    const engine = connectDocker(`unix://${path}`);
    try {
      await refuses(engine.containers(), "unreachable", /There is no socket .*engine\.sock/);
      // Closing it removes the file that it was made with; that of a killed engine stays.
      const listener = Deno.listen({ transport: "unix", path: `${path}.made` });
      await Deno.rename(`${path}.made`, path);
      listener.close();
      await refuses(engine.containers(), "unreachable", /is the Docker engine stopped/);
      await Deno.remove(path);
      const server = Deno.serve({ path, onListen: () => {} }, (request) => {
        if (request.url.endsWith("/version")) return Response.json({ ApiVersion: "1.41" });
        return Response.json([]);
      });
      assert.deepEqual(await engine.containers(), []);
      engine.close();
      await server.shutdown();
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("connectFailure() says whose fault it is, and what to do", () => {
  const address = readEngineAddress("/run/docker.sock");
  const inner = new Error("client error (Connect): Permission denied (os error 13)");
  const denied = connectFailure(address, new TypeError("fetch failed", { cause: inner }));
  assert.equal(denied.code, "forbidden");
  assert.match(denied.message, /member of the group/);
  const capable = connectFailure(address, new Deno.errors.NotCapable("Requires net access"));
  assert.equal(capable.code, "forbidden");
  const lost = Object.assign(new Error("connect"), { code: "ENOENT" });
  assert.match(connectFailure(address, lost).message, /no socket/);
});

Deno.test("an engine that is too old is refused with the version that is needed", () =>
  withEngine(
    never,
    (engine) => refuses(engine.info(), "tooOld", /API 1\.40; 1\.41 \(Docker 20\.10\)/),
    { ApiVersion: "1.40", MinAPIVersion: "1.12" },
  ));

Deno.test("an engine that has dropped our version is spoken to in its oldest", async () => {
  await withEngine(
    () => Response.json([]),
    async (engine, asked) => {
      await engine.containers();
      await engine.containers();
      assert.deepEqual(asked, [
        "/version",
        "/v1.44/containers/json?all=1",
        "/v1.44/containers/json?all=1",
      ]);
    },
    { ApiVersion: "1.52", MinAPIVersion: "1.44" },
  );
});

Deno.test("what is no engine at all is said to be odd", async () => {
  await withEngine(never, (engine) => refuses(engine.info(), "odd", /cannot be understood/), {
    hello: "world",
  });
  const html = () => new Response("<html>");
  await withEngine(html, (engine) => refuses(engine.info(), "odd", /\/info cannot be understood/));
  const list = () => Response.json({ containers: [] });
  await withEngine(list, (engine) => refuses(engine.containers(), "odd", /cannot be understood/));
});

Deno.test("an answer without end is given up", () =>
  withEngine(
    () => {
      const spaces = new Uint8Array(1 << 20).fill(32);
      return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(spaces) }));
    },
    (engine) => refuses(engine.info(), "odd", /longer than 16 MiB/),
  ));

Deno.test("an engine that does not answer in time, or that nobody waits for any more", async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  await withEngine(
    () => promise,
    async (engine) => {
      await refuses(engine.info({ timeoutMs: 50 }), "timedOut", /longer than 0\.05 s/);
      const over = new AbortController();
      const call = engine.info({ signal: over.signal });
      over.abort();
      await refuses(call, "aborted", /was ended/);
      resolve(new Response());
    },
  );
});

Deno.test("the engine's own words are passed on, what they mean is known", async () => {
  const say = (status: number, message: string): EngineScript => () =>
    Response.json({ message }, { status });
  await withEngine(
    say(404, "No such container: x"),
    (engine) => refuses(engine.start("x"), "notFound", /^No such container: x$/),
  );
  await withEngine(
    say(409, "Container abc is not running"),
    (engine) => refuses(engine.exec("x", ["ls"]), "notRunning", /is not running/),
  );
  await withEngine(
    say(500, `no space left on device ${"x".repeat(1_000)}`),
    async (engine) => {
      await refuses(engine.start("x"), "refused", /^The Docker engine says: no space left/);
      const { message } = await engine.start("x").then(() => new Error(), (cause) => cause);
      assert.ok(message.length < 600);
    },
  );
});

Deno.test("names are never part of a path", () =>
  withEngine(
    () => new Response(null, { status: 204 }),
    async (engine, asked) => {
      await engine.start("../../evil?x=1");
      assert.equal(asked[1], "/v1.41/containers/..%2F..%2Fevil%3Fx%3D1/start");
    },
  ));

const ID = "ab".repeat(32);

Deno.test("containers() takes the name without a slash, links left aside, and asks for each once", () =>
  withEngine(
    (path) => {
      if (path.startsWith("/containers/json")) {
        return Response.json([
          { Id: ID, Names: ["/web/alias", "/3node0"], Image: "i", State: "running", Status: "Up" },
          { Id: "cd".repeat(32), Names: ["/gone"], Image: "i", State: "running", Status: "Up" },
        ]);
      }
      if (!path.includes(ID)) return Response.json({ message: "No such" }, { status: 404 });
      const State = { Running: true, StartedAt: "2026-01-02T03:04:05Z" };
      const Config = { Env: ["A=1", "TELEMETRY_NAME=alpha"], Tty: false };
      return Response.json({ Id: ID, Path: "node", Args: ["--x"], State, Config });
    },
    async (engine, asked) => {
      const [container, ...others] = await engine.containers();
      assert.deepEqual(others, [], "one that was removed meanwhile");
      assert.deepEqual(container, {
        id: ID.slice(0, 12),
        name: "3node0",
        image: "i",
        state: "running",
        status: "Up",
        labels: {},
        nickname: "alpha",
        argv: ["node", "--x"],
      });
      await engine.containers();
      assert.equal(asked.filter((path) => path.endsWith(`${ID}/json`)).length, 1);
    },
  ));

Deno.test("logs() keeps the end of a long log", () =>
  withEngine(
    (path) => {
      if (path.includes("/logs?")) {
        const line = frame(2, `${"x".repeat(1_023)}\n`);
        return new Response(new Blob(Array(2_000).fill(line)).stream());
      }
      const State = { Running: true, StartedAt: "2026-01-02T03:04:05Z" };
      return Response.json({ Id: ID, State, Config: {} });
    },
    async (engine) => {
      const { text, truncated } = await engine.logs("3node0", 2_000);
      assert.deepEqual([text.length, truncated], [1_048_576, true]);
    },
  ));
