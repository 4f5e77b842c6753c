/** Functions stay short enough to be read at one glance. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import type * as TypeScript from "typescript";

const FRONTEND = join(import.meta.dirname, "../../frontend");
const ts = createRequire(join(FRONTEND, "package.json"))("typescript") as typeof TypeScript;

const MOST_LINES = 30;

const files = ["src", "sw", "drawings"].flatMap((folder) =>
  readdirSync(join(FRONTEND, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
);
const sources = files.filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"));

/** A table of cases is as long as there are cases. */
function isTable(body: TypeScript.Node): boolean {
  const statements = ts.isBlock(body) ? body.statements : [];
  return statements.length === 1 && ts.isSwitchStatement(statements[0]!);
}

function lengthsIn(path: string): [string, number][] {
  const source = ts.createSourceFile(path, readFileSync(join(FRONTEND, path), "utf8"), ts.ScriptTarget.Latest, true);
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const found: [string, number][] = [];
  const look = (node: TypeScript.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
    if (body && !isTable(body)) found.push([`${path}:${lineAt(node.getStart()) + 1}`, lineAt(node.end) - lineAt(node.getStart()) + 1]);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

test(`no function of the front end is longer than ${MOST_LINES} lines`, () => {
  const lengths = sources.flatMap(lengthsIn);
  assert.ok(lengths.length > 1000, "the functions are found");
  assert.deepEqual(lengths.filter(([, lines]) => lines > MOST_LINES), []);
});
