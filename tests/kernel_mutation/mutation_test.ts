import assert from "node:assert/strict";
import { MUTATIONS } from "./mutations.ts";
import { PROPERTY_FILES } from "./mutation.ts";
import { mutate } from "./mutated_copy.ts";
import { checkAll, checkUnbroken } from "./proof.ts";

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";

/** In the fast ring, the first of each property; the long ring breaks every rule. */
const chosen = MUTATIONS.filter(({ property }, at) =>
  LONG || MUTATIONS.findIndex((other) => other.property === property) === at
);

/** All pass where they stand, in a run of their own; one shows that a copy is as good as that. */
const unbroken = PROPERTY_FILES.slice(1, LONG ? undefined : 2);

Deno.test("every mutation finds its text in the kernel, and changes it", async () => {
  for (const mutation of MUTATIONS) {
    assert.notEqual(mutation.text, mutation.replacement, mutation.name);
    await mutate(mutation);
  }
});

Deno.test("every property has a rule that is broken on purpose", () => {
  const properties = [...new Set(MUTATIONS.map(({ property }) => property))];
  assert.deepEqual(properties, PROPERTY_FILES.map((_, n) => n).slice(1));
});

Deno.test("the properties pass against an unbroken copy, and each fails when its rule is broken", async () => {
  assert.equal(await checkUnbroken(unbroken), undefined);
  const escaped: string[] = [];
  await checkAll(chosen, ({ name }, escape) => {
    if (escape !== undefined) escaped.push(`${name}: ${escape}`);
  });
  assert.deepEqual(escaped, []);
});
