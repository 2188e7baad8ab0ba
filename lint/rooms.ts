/**
 * A Deno lint plugin that keeps the import arrows between the rooms of this project, so that nobody has to
 * remember them. The rules are the table in `room_table.ts`.
 *
 * Declared in deno.json as `"lint": { "plugins": ["./lint/rooms.ts"] }`.
 */
import { brokenArrow, brokenComputedImport, brokenGlobal, brokenPackage } from "./arrows.ts";

const ROOT = new URL("../", import.meta.url);

/** `rooms/arrows` judges imports, `rooms/globals` what a room may touch without importing it. */
const rooms: Deno.lint.Plugin = {
  name: "rooms",
  rules: { arrows: { create: judgeImports }, globals: { create: judgeGlobals } },
};
export default rooms;

function judgeImports(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  const file = fromRoot(context.filename);
  const judge = (node: Deno.lint.Node, specifier: unknown, typeOnly: boolean) => {
    const message = judgeSpecifier(file, specifier, typeOnly);
    if (message !== undefined) context.report({ node, message });
  };
  return {
    ImportDeclaration: (node) => judge(node, node.source.value, node.importKind === "type"),
    ExportAllDeclaration: (node) => judge(node, node.source.value, node.exportKind === "type"),
    ExportNamedDeclaration(node) {
      if (node.source !== null) judge(node, node.source.value, node.exportKind === "type");
    },
    ImportExpression: (node) => judge(node, constantText(node.source), false),
    TSImportType: (node) => judge(node, typeArgument(node), true),
  };
}

function judgeSpecifier(file: string, specifier: unknown, typeOnly: boolean): string | undefined {
  if (typeof specifier !== "string") return brokenComputedImport(file);
  if (/^\.{0,2}\//.test(specifier) || specifier.startsWith("file:")) {
    const target = new URL(specifier, new URL(file, ROOT)).href;
    return brokenArrow(file, fromRoot(target), typeOnly);
  }
  return brokenPackage(file, specifier);
}

function judgeGlobals(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  const file = fromRoot(context.filename);
  // A shorthand such as `{ Deno }` is visited twice in one place, as key and as value.
  const reported = new Set<number>();
  const complain = (node: Deno.lint.Node, global: string) => {
    const message = brokenGlobal(file, global);
    if (message === undefined || reported.has(node.range[0])) return;
    reported.add(node.range[0]);
    context.report({ node, message });
  };
  return {
    Identifier(node) {
      if (!isMerelyAName(node)) complain(node, node.name);
    },
    MemberExpression(node) {
      const global = globalThisMember(node);
      if (global !== undefined) complain(node, global);
    },
  };
}

/** True for `x.Date`, `{ Date: 1 }` and the like, where the word is a label and not the global. */
function isMerelyAName(node: Deno.lint.Identifier): boolean {
  const parent: Deno.lint.Node = node.parent;
  switch (parent.type) {
    case "MemberExpression":
      return !parent.computed && samePlace(parent.property, node);
    case "Property":
      return !parent.computed && !parent.shorthand && samePlace(parent.key, node);
    case "PropertyDefinition":
    case "MethodDefinition":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return !parent.computed && samePlace(parent.key, node);
    case "TSQualifiedName":
      return samePlace(parent.right, node);
    default:
      return false;
  }
}

function samePlace(a: Deno.lint.Node, b: Deno.lint.Node): boolean {
  return a.range[0] === b.range[0] && a.range[1] === b.range[1];
}

function globalThisMember(node: Deno.lint.MemberExpression): string | undefined {
  if (node.object.type !== "Identifier") return undefined;
  if (!["globalThis", "self", "window"].includes(node.object.name)) return undefined;
  if (node.property.type === "Identifier" && !node.computed) return node.property.name;
  const text = constantText(node.property);
  return typeof text === "string" ? text : undefined;
}

/** The value of a string literal, also when written as a template without holes. */
function constantText(node: Deno.lint.Node): unknown {
  if (node.type === "Literal") return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) {
    return node.quasis[0]?.cooked;
  }
  return undefined;
}

function typeArgument(node: Deno.lint.TSImportType): unknown {
  const argument: unknown = node.argument;
  if (typeof argument !== "object" || argument === null || !("literal" in argument)) {
    return undefined;
  }
  const literal = argument.literal;
  return typeof literal === "object" && literal !== null && "value" in literal
    ? literal.value
    : undefined;
}

function fromRoot(fileNameOrUrl: string): string {
  const url = fileNameOrUrl.startsWith("file:")
    ? fileNameOrUrl
    : new URL(fileNameOrUrl.replaceAll("\\", "/").replace(/^([A-Za-z]:)/, "/$1"), ROOT).href;
  return url.startsWith(ROOT.href) ? decodeURIComponent(url.slice(ROOT.href.length)) : url;
}
