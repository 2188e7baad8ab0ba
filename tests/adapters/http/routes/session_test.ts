import assert from "node:assert/strict";
import { MAX_FAILURES } from "../../../../actors/access/login_limit.ts";
import { type ApiBench, type BenchRequest, withApi } from "../api_bench.ts";
import { SseClient } from "../stubs/sse_client.ts";

const SESSION = "/api/v1/session";

async function signIn(bench: ApiBench, options: BenchRequest = {}) {
  const json = { token: bench.secrets.operate };
  const response = await bench.request(SESSION, { method: "POST", json, ...options });
  const cookie = response.headers.get("Set-Cookie") ?? "";
  return { response, cookie, sent: cookie.split(";")[0] ?? "", body: await response.json() };
}

function createGroup(bench: ApiBench, headers: Record<string, string>) {
  const json = { name: "n", displayIds: [] };
  return bench.request("/api/v1/groups", { method: "POST", json, headers });
}

Deno.test("POST /session sets a cookie that scripts and other sites cannot use", async () => {
  await withApi(async (bench) => {
    const { response, cookie, body } = await signIn(bench);
    assert.equal(response.status, 201);
    assert.match(cookie, /^signalbox_session=[\w-]{43};/);
    for (const attribute of ["HttpOnly", "SameSite=Strict", "Path=/", "Expires="]) {
      assert.ok(cookie.includes(attribute), attribute);
    }
    assert.ok(!cookie.includes("Secure"));
    assert.equal(body.role, "operate");
    assert.ok(!JSON.stringify(body).includes(bench.secrets.operate));
  });
});

Deno.test("POST /session marks the cookie Secure when the request came over TLS", async () => {
  await withApi(async (bench) => {
    assert.ok((await signIn(bench, { encrypted: true })).cookie.includes("Secure"));
  });
});

Deno.test("POST /session refuses a page of another origin, and a wrong token", async () => {
  await withApi(async (bench) => {
    const foreign = await signIn(bench, { headers: { Origin: "http://evil.example" } });
    assert.deepEqual([foreign.response.status, foreign.body.code], [403, "csrf"]);
    assert.equal(foreign.cookie, "");
    const wrong = await signIn(bench, { json: { token: "wrong" } });
    assert.equal(wrong.response.status, 401);
  });
});

Deno.test("a session cookie reads without, and writes only with its CSRF token", async () => {
  await withApi(async (bench) => {
    const { sent, body } = await signIn(bench);
    const read = await bench.request(SESSION, { headers: { Cookie: sent } });
    assert.equal((await read.json()).csrfToken, body.csrfToken);
    assert.equal((await createGroup(bench, { Cookie: sent })).status, 403);
    const wrong = { Cookie: sent, "X-CSRF-Token": "x".repeat(43) };
    assert.equal((await createGroup(bench, wrong)).status, 403);
    const right = { Cookie: sent, "X-CSRF-Token": body.csrfToken };
    assert.equal((await createGroup(bench, right)).status, 201);
    assert.equal(
      (await createGroup(bench, { ...right, Origin: "http://signalbox.local" })).status,
      201,
    );
    assert.equal(
      (await createGroup(bench, { ...right, Origin: "http://evil.example" })).status,
      403,
    );
    assert.equal((await createGroup(bench, { ...right, Origin: "null" })).status, 403);
  });
});

Deno.test("a session cookie has the role of its token, and ends with DELETE /session", async () => {
  await withApi(async (bench) => {
    const { sent, body } = await signIn(bench);
    const headers = { Cookie: sent, "X-CSRF-Token": body.csrfToken };
    assert.equal((await bench.request("/api/v1/tokens", { headers })).status, 403);
    const out = await bench.request(SESSION, { method: "DELETE", headers });
    assert.equal(out.status, 204);
    assert.match(out.headers.get("Set-Cookie") ?? "", /^signalbox_session=;.*Max-Age=0/);
    assert.equal((await bench.request(SESSION, { headers })).status, 401);
  });
});

Deno.test("a bearer token needs no CSRF token, and counts before the cookie", async () => {
  await withApi(async (bench) => {
    const { sent } = await signIn(bench);
    const headers = { Cookie: sent, Authorization: `Bearer ${bench.secrets.admin}` };
    assert.equal((await createGroup(bench, headers)).status, 201);
    assert.equal(
      (await createGroup(bench, { ...headers, Authorization: "Basic eDp5" })).status,
      401,
    );
  });
});

Deno.test("logins are refused with 429 and Retry-After after ten failures from one address", async () => {
  await withApi(async (bench) => {
    for (let count = 0; count < MAX_FAILURES; count++) {
      assert.equal(
        (await signIn(bench, { json: { token: `wrong ${count}` } })).response.status,
        401,
      );
    }
    const { response } = await signIn(bench);
    assert.equal(response.status, 429);
    assert.match(response.headers.get("Retry-After") ?? "", /^(59|60)$/);
    assert.equal((await signIn(bench, { peer: "10.0.0.77" })).response.status, 201);
  });
});

Deno.test("a token made over the API works at once, and not any more when it was revoked", async () => {
  await withApi(async (bench) => {
    const made = await bench.request("/api/v1/tokens", {
      method: "POST",
      role: "admin",
      json: { name: "tablet", role: "view", expiresAt: "2999-01-01T00:00:00.000Z" },
    });
    const { token, secret } = await made.json();
    assert.equal(token.expiresAt, "2999-01-01T00:00:00.000Z");
    const headers = { Authorization: `Bearer ${secret}` };
    assert.equal((await bench.request("/api/v1/groups", { headers })).status, 200);
    await bench.request(`/api/v1/tokens/${token.id}`, { method: "DELETE", role: "admin" });
    assert.equal((await bench.request("/api/v1/groups", { headers })).status, 401);
  });
});

Deno.test("GET /session tells name, rights and expiry, so that a page can mirror them", async () => {
  await withApi(async (bench) => {
    const { sent, body } = await signIn(bench);
    const bySession = await bench.request(SESSION, { headers: { Cookie: sent } });
    const session = await bySession.json();
    const rights = ["keys", "logs", "recordings"];
    assert.deepEqual([session.name, session.role, session.rights], ["operator", "operate", rights]);
    assert.equal(session.expiresAt, body.expiresAt);
    const byToken = await (await bench.request(SESSION, { role: "view" })).json();
    assert.deepEqual([byToken.expiresAt, byToken.csrfToken], [null, null]);
  });
});

Deno.test("a page notices at once that its token was revoked: its events end, and the next call is 401", async () => {
  await withApi(async (bench) => {
    const { sent, body } = await signIn(bench);
    const headers = { Cookie: sent };
    const client = new SseClient((await bench.request("/api/v1/events", { headers })).body);
    await client.next();
    const path = `/api/v1/tokens/${body.tokenId}`;
    assert.equal((await bench.request(path, { method: "DELETE", role: "admin" })).status, 204);
    assert.equal(await client.next(), undefined);
    assert.equal((await bench.request(SESSION, { headers })).status, 401);
    assert.equal(bench.api.events().readers, 0);
  });
});

Deno.test("signing out ends the events of that session, and of no other", async () => {
  await withApi(async (bench) => {
    const [leaves, stays] = [await signIn(bench), await signIn(bench)];
    const clients = await Promise.all([leaves, stays].map(async ({ sent: Cookie }) => {
      const response = await bench.request("/api/v1/events", { headers: { Cookie } });
      const client = new SseClient(response.body);
      await client.next();
      return client;
    }));
    const headers = { Cookie: leaves.sent, "X-CSRF-Token": leaves.body.csrfToken };
    await bench.request(SESSION, { method: "DELETE", headers });
    assert.equal(await clients[0]?.next(), undefined);
    assert.equal(bench.api.events().readers, 1);
    await clients[1]?.leave();
  });
});
