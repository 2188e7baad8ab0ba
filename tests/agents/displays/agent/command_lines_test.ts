import assert from "node:assert/strict";
import fc from "fast-check";
import { AllowList } from "../../../../agents/displays/agent/allow_list.ts";
import { decide } from "../../../../agents/displays/agent/line_rules.ts";
import { POSIX } from "../../../../agents/displays/agent/posix_line.ts";
import { WINDOWS } from "../../../../agents/displays/agent/windows_line.ts";

const POSIX_PROGRAMS: readonly (readonly [string, string, readonly string[]])[] = [
  ["sleep 300", "sleep", ["300"]],
  ["  /opt/show/Stage\t-fullscreen  ", "/opt/show/Stage", ["-fullscreen"]],
  ["'/opt/my show/Stage' -name='two words'", "/opt/my show/Stage", ["-name=two words"]],
  [`Stage "a \\"quoted\\" \\$HOME" ''`, "Stage", [`a "quoted" $HOME`, ""]],
  ["Stage one\\ word a\\;b", "Stage", ["one word", "a;b"]],
  [`Stage "C:\\show\\x"`, "Stage", ["C:\\show\\x"]],
  ["Stage -url=http://192.0.2.1/?a=1", "", []],
  ["Stage '한국어' x'y'\"z\"", "Stage", ["한국어", "xyz"]],
  ["Stage a=b x#y x~", "Stage", ["a=b", "x#y", "x~"]],
];

for (const [line, program, args] of POSIX_PROGRAMS) {
  Deno.test(`POSIX reads ${JSON.stringify(line)} as a shell would`, () => {
    const expected = program === ""
      ? { kind: "shell", because: "?" }
      : { kind: "program", program, args };
    assert.deepEqual(POSIX.read(line), expected);
  });
}

Deno.test("POSIX leaves to the shell what only a shell understands", () => {
  const lines = [
    ["cd /opt/show && ./Stage", "&"],
    ["Stage | tee log", "|"],
    ["Stage > log 2>&1", ">"],
    ["Stage $HOME", "$"],
    ['Stage "$HOME"', "$"],
    ["Stage `date`", "`"],
    ["Stage *.mp4", "*"],
    ["~/Stage", "~"],
    ["DISPLAY=:0 Stage", "="],
    ["exec Stage", "exec"],
    ["export A=1\nStage", "a line break"],
    ["Stage # twice", "#"],
    ["(Stage)", "("],
  ] as const;
  for (const [line, because] of lines) {
    assert.deepEqual(POSIX.read(line), { kind: "shell", because }, line);
    assert.deepEqual(POSIX.shell(line), { program: "/bin/sh", args: ["-c", line] });
  }
});

Deno.test("POSIX and WINDOWS say what is wrong with a line that nobody could start", () => {
  const wrong = [
    [POSIX, "", "The command line is empty."],
    [POSIX, "Stage 'x", "The command line has a ' without its partner."],
    [POSIX, 'Stage "x', 'The command line has a " without its partner.'],
    [POSIX, "Stage \\", "The command line ends with a backslash."],
    [POSIX, "'' x", "The program's name is empty."],
    [POSIX, "a\0b", "The command line holds a NUL character."],
    [WINDOWS, " \t", "The command line is empty."],
    [WINDOWS, '"D:\\My Show\\Stage.exe', "The program's name has a \" without its partner."],
    [WINDOWS, '"" x', "The program's name is empty."],
    [WINDOWS, "x".repeat(8_192), "The command line has 8192 characters, allowed are 8191."],
  ] as const;
  for (const [dialect, line, because] of wrong) {
    assert.deepEqual(dialect.read(line), { kind: "invalid", because }, line);
  }
});

const WINDOWS_PROGRAMS: readonly (readonly [string, string, readonly string[]])[] = [
  ["D:\\UnrealEngine\\MyProject.exe -fullscreen", "D:\\UnrealEngine\\MyProject.exe", [
    "-fullscreen",
  ]],
  [
    '"D:\\My Show\\Stage.exe" -dc_cfg="D:\\My Show\\wall.ndisplay" -dc_node=Node_1',
    "D:\\My Show\\Stage.exe",
    ['-dc_cfg="D:\\My Show\\wall.ndisplay" -dc_node=Node_1'],
  ],
  ["Stage.exe", "Stage.exe", []],
  ['Stage.exe "a & b" 100%', "Stage.exe", ['"a & b" 100%']],
];

for (const [line, program, args] of WINDOWS_PROGRAMS) {
  Deno.test(`WINDOWS reads ${line} and changes nothing behind the program`, () => {
    assert.deepEqual(WINDOWS.read(line), { kind: "program", program, args });
  });
}

Deno.test("WINDOWS leaves to cmd.exe what only that understands", () => {
  const lines = [
    ["cd /d D:\\show && Stage.exe", "&"],
    ["Stage.exe > log.txt", ">"],
    ["%ProgramFiles%\\Show\\Stage.exe", "%ProgramFiles%"],
    ['"%ProgramFiles%\\Show\\Stage.exe"', "%ProgramFiles%"],
    ["start Stage.exe", "start"],
    ["SHUTDOWN.BAT now", "SHUTDOWN.BAT"],
    ["echo ^> x", "^"],
  ] as const;
  for (const [line, because] of lines) {
    const reading = WINDOWS.read(line);
    assert.equal(reading.kind, "shell", line);
    assert.ok(reading.kind === "shell" && reading.because.startsWith(because), line);
  }
  assert.deepEqual(WINDOWS.shell('"D:\\a b.exe" x && y'), {
    program: "cmd.exe",
    args: ['/d /s /c ""D:\\a b.exe" x && y"'],
  });
});

Deno.test("POSIX.read() brings back every word that was quoted", () => {
  const word = fc.string({ unit: "binary", minLength: 1 }).filter((text) => !text.includes("\0"));
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
    const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const line = `./program ${words.map(quote).join(" ")}`;
    assert.deepEqual(POSIX.read(line), { kind: "program", program: "./program", args: words });
  }));
});

Deno.test("POSIX.read() and WINDOWS.read() never throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (line) => {
    for (const dialect of [POSIX, WINDOWS]) assert.ok(dialect.read(line).kind);
  }));
});

Deno.test("AllowList.allows() knows names, paths and folders, in the way of each system", () => {
  const linux = new AllowList(["Stage", "/opt/one/run", "/opt/shows/"], POSIX);
  for (const good of ["Stage", "/any/Stage", "/opt/one/run", "/opt/shows/a/b"]) {
    assert.ok(linux.allows(good), good);
  }
  for (
    const bad of [
      "stage",
      "run",
      "/opt/shows",
      "/opt/shows/../bin/sh",
      "/opt/showsx/a",
      "/tmp\\Stage",
      "",
    ]
  ) {
    assert.equal(linux.allows(bad), false, bad);
  }
  const windows = new AllowList(["Stage.exe", "D:\\One\\run.exe", "D:\\Shows\\"], WINDOWS);
  for (const good of ["stage", "C:/x/STAGE.EXE", "d:\\one\\RUN", "d:/shows/a/b.exe"]) {
    assert.ok(windows.allows(good), good);
  }
  for (const bad of ["stage.com", "D:\\Shows\\..\\x.exe", "E:\\Shows\\x.exe"]) {
    assert.equal(windows.allows(bad), false, bad);
  }
});

Deno.test("decide() uses a shell when it is needed, always or never", () => {
  const line = "cd /opt && ./Stage";
  const shell = (rule: "auto" | "always" | "never", text = line) =>
    decide(text, POSIX, { shell: rule, allowed: null });
  assert.deepEqual(shell("auto"), {
    start: { program: "/bin/sh", args: ["-c", line] },
    viaShell: true,
    program: "cd",
  });
  assert.deepEqual(shell("always", "/opt/Stage -x"), {
    start: { program: "/bin/sh", args: ["-c", "/opt/Stage -x"] },
    viaShell: true,
    program: "Stage",
  });
  assert.deepEqual(shell("never"), {
    refused: "The command line needs a shell because of &, and none is used here.",
  });
});
