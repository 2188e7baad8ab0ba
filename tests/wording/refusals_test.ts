import assert from "node:assert/strict";
import { z } from "zod";
import { inKorean } from "../../wording/in_korean.ts";
import { literalsOf } from "./source_texts.ts";

/** Where requests are turned down, and what is said of their fields. */
const PLACES = [
  "actors/access/",
  "actors/accounts/",
  "actors/alerts/deliveries/trial.ts",
  "actors/alerts/maintaining.ts",
  "actors/alerts/ordering.ts",
  "actors/commit_queue.ts",
  "actors/edited.ts",
  "actors/host_backups/",
  "actors/ledger/",
  "actors/presets/",
  "actors/schedules/",
  "actors/session_keys/",
  "actors/storage_error.ts",
  "adapters/cron/",
  "adapters/http/",
  "protocols/api/",
  "protocols/mserver/commands.ts",
];

/** Said to devices, to programs alone, in a log, or by no answer at all. */
const ELSEWHERE = new Set([
  "the admin token must have at least {} characters, this one has {}",
  "a token is required",
  "the token belongs to another server id",
  "{} tokens were taken over already",
  "the name or the password is wrong",
  "the server id belongs to another device account",
  "{} bytes wait to be read",
  "asks without waiting for answers",
  "{}: is not a known field",
  "has misused its connections",
  "more requests than nobody vouches for",
]);

/** A rule or a refusal: several words that begin small and end without a full stop. */
const REFUSAL = /^(?:[a-z]|\{\})[^\\;=]* [^\\;=]* [^\\;=]*[^\s.:,;]$/;

/** What the library says of each kind of rule that the schemas of the API use. */
const BROKEN = z.object({
  short: z.string().min(3),
  long: z.string().max(3),
  few: z.array(z.string()).min(2),
  many: z.array(z.string()).max(2),
  low: z.number().min(3),
  high: z.number().max(3),
  whole: z.int(),
  missing: z.string(),
  other: z.boolean(),
  none: z.object({}),
  record: z.record(z.string(), z.string()),
  option: z.enum(["a", "b"]),
  literal: z.literal("a"),
  union: z.union([z.ipv4(), z.ipv6()]),
  address: z.ipv4(),
  moment: z.iso.datetime(),
  kind: z.discriminatedUnion("type", [
    z.object({ type: z.literal("a") }),
    z.object({ type: z.literal("b") }),
  ]),
});

Deno.test("every refusal of a request, and every rule of a field, has Korean words", async () => {
  const missing = new Set<string>();
  let count = 0;
  for (const place of PLACES) {
    for (const text of await literalsOf(place)) {
      if (!REFUSAL.test(text) || ELSEWHERE.has(text)) continue;
      count++;
      if (inKorean(text.replaceAll("{}", "X")) === undefined) missing.add(`${place}: ${text}`);
    }
  }
  assert.deepEqual([...missing], []);
  assert.ok(count > 80, `only ${count} were found`);
});

Deno.test("what the library says of a field that breaks a rule has Korean words", () => {
  const { error } = BROKEN.safeParse({
    short: "a",
    long: "abcd",
    few: [],
    many: ["a", "b", "c"],
    low: 1,
    high: 5,
    whole: 1.5,
    other: "yes",
    none: 5,
    record: null,
    option: "c",
    literal: "c",
    union: "x",
    address: "x",
    moment: "x",
    kind: { type: "c" },
  });
  const messages = error?.issues.map(({ message }) => message) ?? [];
  assert.equal(messages.length, 17, "one of the rules was not broken");
  assert.deepEqual(messages.filter((message) => inKorean(message) === undefined), []);
  assert.equal(
    inKorean("Too small: expected string to have >=12 characters"),
    "12자 이상이어야 합니다",
  );
});

Deno.test("inKorean() has words for a role, a right and a state within a refusal", () => {
  for (
    const [english, korean] of [
      ["view may not do this, operate may", "조회 역할로는 할 수 없습니다. 운영 역할이 필요합니다"],
      ["this needs the right keys", "이 작업에는 세션 키 권한이 필요합니다"],
      [
        "The command is completed already, and cannot be cancelled.",
        "명령이 이미 완료 상태라서 취소할 수 없습니다.",
      ],
      ["there is no group 7", "그룹 7이 없습니다"],
      // No word of a set, though every object has it.
      ["this needs the right toString", "이 작업에는 toString 권한이 필요합니다"],
    ] as const
  ) {
    assert.equal(inKorean(english), korean);
  }
});
