import assert from "node:assert/strict";
import fc from "fast-check";
import {
  encodeExposition,
  type MetricFamily,
  type MetricLine,
} from "../../../protocols/metrics/exposition.ts";

function gauge(lines: readonly MetricLine[], name = "up"): MetricFamily {
  return { name, type: "gauge", help: "Up.", lines };
}

Deno.test("encodeExposition() writes help, type and one line for each number", () => {
  const text = encodeExposition([
    gauge([{ labels: [], value: 1 }]),
    {
      name: "sent_total",
      type: "counter",
      help: "Sent.",
      lines: [
        { labels: [["port", "http"], ["to", "all"]], value: 12.5 },
        { labels: [["port", "mqtt"], ["to", "all"]], value: 0 },
      ],
    },
  ]);
  assert.equal(
    text,
    "# HELP up Up.\n# TYPE up gauge\nup 1\n" +
      "# HELP sent_total Sent.\n# TYPE sent_total counter\n" +
      'sent_total{port="http",to="all"} 12.5\nsent_total{port="mqtt",to="all"} 0\n',
  );
});

Deno.test("encodeExposition() leaves out a family without lines", () => {
  assert.equal(encodeExposition([gauge([])]), "");
});

Deno.test("encodeExposition() escapes what would end a label or a line", () => {
  const lines = [{ labels: [["path", 'C:\\a "b"\nc']], value: 1 }] as const;
  const text = encodeExposition([{ name: "up", type: "gauge", help: 'one\ntwo \\ "q"', lines }]);
  assert.equal(
    text,
    '# HELP up one\\ntwo \\\\ "q"\n# TYPE up gauge\nup{path="C:\\\\a \\"b\\"\\nc"} 1\n',
  );
});

Deno.test("encodeExposition() keeps every label on its line, whatever is in it", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => {
    const text = encodeExposition([gauge([{ labels: [["name", value]], value: 1 }])]);
    const [, , line = "", rest] = text.split("\n");
    assert.equal(rest, "");
    const [, quoted = ""] = /^up\{name="((?:[^"\\]|\\["\\n])*)"\} 1$/su.exec(line) ??
      assert.fail(line);
    const read = quoted.replace(/\\(.)/gs, (_whole, after) => after === "n" ? "\n" : after);
    assert.equal(read, value);
  }));
});

Deno.test("encodeExposition() spells infinities and NaN as the format's readers do", () => {
  const values = [Infinity, -Infinity, NaN, 1e21, -0.5];
  const text = encodeExposition([gauge(values.map((value) => ({ labels: [], value })))]);
  const written = text.split("\n").slice(2, -1).map((line) => line.slice("up ".length));
  assert.deepEqual(written, ["+Inf", "-Inf", "NaN", "1e+21", "-0.5"]);
});

Deno.test("encodeExposition() refuses names that the format does not allow, and a name twice", () => {
  const one = [{ labels: [], value: 1 }];
  assert.throws(() => encodeExposition([gauge(one, "9up")]), RangeError);
  assert.throws(() => encodeExposition([gauge(one), gauge(one)]), /up comes twice/);
  const badLabel = [{ labels: [["a-b", "x"]], value: 1 }] as const;
  assert.throws(() => encodeExposition([gauge(badLabel)]), RangeError);
});
