import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import type { PromptOptions } from "../../../command_line/console/prompt.ts";
import { openReadlinePrompt } from "../../../command_line/console/readline_prompt.ts";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const UP = "\u001b[A";

/** A line editor whose keys a test presses, and its screen. */
function stage(interactive = true, options: PromptOptions = {}) {
  const input = new PassThrough();
  const screen = { text: "" };
  const out = (text: string) => void (screen.text += text);
  const prompt = openReadlinePrompt({ input, out, interactive, columns: () => 80 }, options);
  return { prompt, screen, press: (keys: string) => input.write(keys), end: () => input.end() };
}

Deno.test("read() shows the prompt, and answers the line with its editing keys applied", async () => {
  const { prompt, screen, press } = stage();
  const line = prompt.read("> ");
  press("abx\u007fc\r");
  assert.deepEqual(await line, { type: "line", text: "abc" });
  assert.ok(screen.text.includes("> ") && screen.text.endsWith("c\r\n"));
  prompt.close();
});

Deno.test("read() answers an interrupt at Ctrl-C, and forgets what was typed", async () => {
  const { prompt, screen, press } = stage();
  const line = prompt.read("> ");
  press(`abc${CTRL_C}`);
  assert.deepEqual(await line, { type: "interrupt" });
  assert.ok(screen.text.endsWith("^C\n"));
  const next = prompt.read("> ");
  press("d\r");
  assert.deepEqual(await next, { type: "line", text: "d" });
  prompt.close();
});

Deno.test("read() answers the end at Ctrl-D on an empty line, and ever after", async () => {
  const { prompt, press } = stage();
  const line = prompt.read("> ");
  press(CTRL_D);
  assert.deepEqual(await line, { type: "end" });
  assert.deepEqual(await prompt.read("> "), { type: "end" });
});

Deno.test("read() brings earlier lines back, newest first", async () => {
  const { prompt, press } = stage(true, { history: ["newest", "oldest"] });
  const line = prompt.read("> ");
  press(`${UP}${UP}\r`);
  assert.deepEqual(await line, { type: "line", text: "oldest" });
  prompt.close();
});

Deno.test("read() completes at Tab, and stays usable when nobody knows how", async () => {
  const asked: string[] = [];
  const complete = (line: string) => {
    asked.push(line);
    return line === "se"
      ? Promise.resolve([["send "], "se"] as const)
      : Promise.reject(new Error("away"));
  };
  const { prompt, press } = stage(true, { complete });
  const line = prompt.read("> ");
  press("se\t");
  // The answer of a completer comes a turn later; what follows is typed by a person.
  await new Promise((resolve) => setTimeout(resolve, 0));
  press("x\t");
  await new Promise((resolve) => setTimeout(resolve, 0));
  press("y\r");
  assert.deepEqual(await line, { type: "line", text: "send xy" });
  assert.deepEqual(asked, ["se", "send x"]);
  prompt.close();
});

Deno.test("onInterrupt() hears Ctrl-C while no line is read, and the screen stays as it is", async () => {
  const { prompt, screen, press } = stage();
  const first = prompt.read("> ");
  press("go\r");
  await first;
  const shown = screen.text;
  let interrupts = 0;
  const forget = prompt.onInterrupt(() => interrupts++);
  press(`typed ahead${CTRL_C}`);
  assert.deepEqual([interrupts, screen.text], [1, shown]);
  forget();
  press(CTRL_C);
  assert.equal(interrupts, 1);
  prompt.close();
});

Deno.test("read() takes a line that was typed ahead, but not where it must be fresh", async () => {
  const { prompt, press } = stage();
  press("one\rtwo\r");
  assert.deepEqual(await prompt.read("> "), { type: "line", text: "one" });
  press("half");
  const fresh = prompt.read("Sure? ", { fresh: true });
  press("no\r");
  assert.deepEqual(await fresh, { type: "line", text: "no" });
  prompt.close();
});

Deno.test("read() takes lines of a file without showing anything, and ends with it", async () => {
  const { prompt, screen, press, end } = stage(false);
  press("one\ntwo\nthr");
  press("ee");
  end();
  const lines = [];
  for (
    let typed = await prompt.read("> ");
    typed.type === "line";
    typed = await prompt.read("> ")
  ) {
    lines.push(typed.text);
  }
  assert.deepEqual(lines, ["one", "two", "three"]);
  assert.equal(screen.text, "");
});

Deno.test("read() takes a file of any length line by line", async () => {
  const { prompt, press, end } = stage(false);
  const wanted = Array.from({ length: 1_000 }, (_, at) => `line ${at}`);
  for (const line of wanted) press(`${line}\n`);
  end();
  const lines = [];
  for (
    let typed = await prompt.read("> ");
    typed.type === "line";
    typed = await prompt.read("> ")
  ) {
    lines.push(typed.text);
  }
  assert.deepEqual(lines, wanted);
});
