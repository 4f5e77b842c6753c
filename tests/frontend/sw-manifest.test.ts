/** The app can be installed: its icons exist at the size they claim, and nothing names the treatment. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { BADGE, ICON } from "../../frontend/sw/notification.ts";

const ROOT = new URL("../../", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", ROOT), "utf8"));

function fileOf(address: string): URL {
  return new URL(`frontend${address}`, ROOT);
}

/** "192x192", read from the head of a PNG. */
function sizeOf(address: string): string {
  const head = readFileSync(fileOf(address));
  assert.equal(head.toString("latin1", 1, 4), "PNG");
  return `${head.readUInt32BE(16)}x${head.readUInt32BE(20)}`;
}

for (const { src, sizes, type } of manifest.icons) {
  test(`${src} exists, ${sizes}`, () => {
    if (type === "image/png") assert.equal(sizeOf(src), sizes);
    else assert.match(readFileSync(fileOf(src), "utf8"), /<svg /);
  });
}

test("phones that install from pictures find 192, 512 and one to cut out", () => {
  const pictures = manifest.icons.filter(({ type }: { type: string }) => type === "image/png");
  const found = pictures.map(({ sizes, purpose }: { sizes: string; purpose: string }) => `${purpose} ${sizes}`);
  for (const wanted of ["any 192x192", "any 512x512", "maskable 512x512"]) assert.ok(found.includes(wanted), wanted);
});

test("the pictures a notification and an iPhone ask for are there", () => {
  assert.ok([ICON, BADGE].every((address) => existsSync(fileOf(address))));
  assert.equal(sizeOf("/icons/apple-touch-180.png"), "180x180");
});

test("what a phone shows of the app says nothing of a treatment", () => {
  const { name, short_name, description } = manifest;
  assert.deepEqual([name, short_name], ["Stipple", "Stipple"]);
  assert.doesNotMatch(description, /skin|needl|clinic|treat|medic|health|patient|course|session/i);
});

test("what may never change after the first phone installed it", () => {
  const { id, start_url, scope, display } = manifest;
  assert.deepEqual({ id, start_url, scope, display }, { id: "/", start_url: "/", scope: "/", display: "standalone" });
});

test("the ground is the paper of the day", () => {
  const tokens = readFileSync(new URL("frontend/src/styles/tokens.css", ROOT), "utf8");
  assert.ok(tokens.includes(`--paper: ${manifest.background_color}`) || tokens.includes(`--paper:${manifest.background_color}`));
});
