import assert from "node:assert/strict";
import { embeddedFiles } from "./embedded_files.ts";

// As printed by deno 2.9.6 compile, shortened.
const OUTPUT = `Compile main.ts to dist/signalbox

Embedded Files

signalbox
├─┬ .deno_compile_node_modules (19MB - 17.29MB unique)
│ └─┬ localhost (19MB - 17.29MB unique)
│   └── hono/4.13.19/* (1.2MB)
├─┬ actors (75.49KB)
│ ├── access/* (1.69KB)
│ └─┬ kernel (9KB)
│   └── mod.ts (1.06KB)
├── deno.json (3.68KB)
└── main.ts (22.39KB)

Files: 18.72MB
`;

Deno.test("embeddedFiles() lists our files and whole folders when npm packages stand beside them", () => {
  assert.deepEqual(embeddedFiles(OUTPUT), [
    "actors/access/*",
    "actors/kernel/mod.ts",
    "deno.json",
    "main.ts",
  ]);
});

Deno.test("embeddedFiles() throws when there is no tree", () => {
  assert.throws(() => embeddedFiles("error: something else"), /no embedded files/);
});
