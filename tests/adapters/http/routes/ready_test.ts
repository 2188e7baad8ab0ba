import assert from "node:assert/strict";
import { MAX_BLOCKERS } from "../../../../actors/readiness/messages.ts";
import { sentenceOf } from "../../../../adapters/http/bodies/ready_texts.ts";
import { Ready, ReadyCode } from "../../../../protocols/api/ready.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { withApi } from "../api_bench.ts";
import { sampleVerdict } from "../stubs/samples.ts";

Deno.test("GET /ready tells the verdict, each blocker with its sentence in both languages and a link", async () => {
  await withApi(async (bench) => {
    const response = await bench.request("/api/v1/ready", { role: "view" });
    const verdict = Ready.parse(await response.json());
    assert.deepEqual([response.status, verdict.ready, verdict.state], [200, false, "not_ready"]);
    assert.deepEqual(
      verdict.blockers.map(({ name, link, severity, reason }) => [name, link, severity, reason.en]),
      [
        ["Wall-1", "/displays/1", "blocks", "It is offline."],
        ["HOST-9", null, "blocks", "The rules name it, and nobody is called that."],
        ["Camera-1", "/cameras/1", "warns", "12 frames a second; 25 are needed."],
      ],
    );
    assert.equal(verdict.blockers[0]?.reason.ko, "오프라인입니다.");
    assert.equal(verdict.counts.node.blocking, 1);
  });
});

Deno.test("GET /ready links to what has a slash or a question mark in its key", async () => {
  await withApi(async (bench) => {
    const [blocker] = sampleVerdict.blockers;
    assert.ok(blocker);
    const odd = { ...blocker, kind: "wall", key: "A/B?", name: "A/B?" } as const;
    bench.showReadiness.answers.getReadiness = () => ({ ...sampleVerdict, blockers: [odd] });
    const { blockers } = await (await bench.request("/api/v1/ready", { role: "view" })).json();
    assert.equal(blockers[0].link, "/walls/A%2FB%3F");
  });
});

Deno.test("every code has a sentence in English and in Korean, also without its numbers", () => {
  for (const code of ReadyCode.options) {
    const kinds = ["display", "node"] as const;
    for (const kind of kinds) {
      const blocker = { kind, key: "1", name: "x", code, weight: "blocks", since: AT } as const;
      for (const amount of [undefined, 1, 3]) {
        const { en, ko } = sentenceOf(amount === undefined ? blocker : { ...blocker, amount });
        assert.match(en, /^[A-Z0-9].*\.$/, code);
        assert.match(ko, /[가-힣].*\.$/, code);
      }
    }
  }
});

Deno.test("the largest verdict stays under 64 kB, which is what a reader of events has room for", async () => {
  await withApi(async (bench) => {
    const [blocker] = sampleVerdict.blockers;
    assert.ok(blocker);
    const blockers = Array.from({ length: MAX_BLOCKERS }, (_, index) => ({
      ...blocker,
      key: String(index),
      name: "x".repeat(64),
    }));
    bench.showReadiness.answers.getReadiness = () => ({ ...sampleVerdict, blockers, more: 900 });
    const text = await (await bench.request("/api/v1/ready", { role: "view" })).text();
    assert.ok(text.length < 64 * 1024, `${text.length}`);
  });
});
