/** That every answer to a photo ends in a named outcome, whatever something on the way to our server makes of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { photoFate, photoHeaders, putPhoto } from "../../frontend/sw/photo-outbox.ts";
import type { PutPhoto } from "../../frontend/sw/photo-outbox.ts";
import { putTold } from "../../frontend/src/photos/put-told.ts";
import { waitingPhoto } from "./waiting-photos.ts";

const PHOTO = waitingPhoto("a");
const PAGE = "<!doctype html><h1>Back soon</h1>";
const REFUSED = JSON.stringify({ code: "damaged", detail: "It is damaged." });

/** What comes back, and what becomes of the photo; a status of 0 is no answer. */
const ANSWERS: [status: number, text: string, fate: string][] = [
  [201, JSON.stringify({ id: "a" }), "sent"],
  [200, PAGE, "stop"], [200, "", "stop"], [200, "null", "stop"], [202, "{}", "stop"], [204, "", "stop"], [205, "x", "stop"],
  [300, PAGE, "keep"], [302, PAGE, "keep"], [304, "", "keep"], [304, PAGE, "keep"],
  [407, PAGE, "keep"], [413, PAGE, "keep"], [418, PAGE, "keep"], [451, "", "keep"],
  [422, REFUSED, "refused"], [422, "null", "keep"], [422, "[]", "keep"],
  [429, PAGE, "stop"], [500, PAGE, "keep"], [502, PAGE, "stop"], [503, "", "stop"], [504, PAGE, "stop"],
  [520, PAGE, "keep"], [599, PAGE, "keep"], [600, PAGE, "keep"], [999, PAGE, "keep"],
  [0, "", "stop"],
];

/** The browser's old request, which answers as it is told. */
class TellingRequest {
  static status = 0;
  static responseText = "";
  status = TellingRequest.status;
  responseText = TellingRequest.responseText;
  timeout = 0;
  upload: { onprogress: ((event: { loaded: number }) => void) | null } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  open(): void {}
  setRequestHeader(): void {}
  send(picture: ArrayBuffer): void {
    queueMicrotask(() => {
      this.upload.onprogress?.({ loaded: picture.byteLength + 200 });
      if (this.status) this.onload?.();
      else this.onerror?.();
    });
  }
}

/** No call of these tests asks anything else of the browser. */
function browser(status: number, text: string): void {
  Object.assign(TellingRequest, { status, responseText: text });
  Object.assign(globalThis, {
    XMLHttpRequest: TellingRequest,
    fetch: async () => {
      if (!status) throw new TypeError("no line");
      return { status, text: async () => text };
    },
  });
}

async function fateBy(put: PutPhoto): Promise<string> {
  return put(PHOTO, new ArrayBuffer(8)).catch(() => null).then(photoFate);
}

for (const [status, text, fate] of ANSWERS) {
  test(`an answer of ${status || "nothing"} with ${JSON.stringify(text)} means ${fate}, to the page and to the worker`, async () => {
    browser(status, text);
    assert.equal(await fateBy((photo, picture) => putTold(photo, picture, () => undefined)), fate, "by the page");
    assert.equal(await fateBy(putPhoto), fate, "by the worker");
  });
}

test("a photo says whose it is, and one that another patient's sign-in brought is kept", async () => {
  assert.equal(photoHeaders(PHOTO)["Photo-Owner"], "alice");
  browser(403, JSON.stringify({ code: "other_patient", detail: "Somebody else took this photo." }));
  assert.equal(await fateBy(putPhoto), "keep");
});

test("no more of a photo is told to have gone than there is of it", async () => {
  browser(201, JSON.stringify({ id: "a" }));
  const told: unknown[] = [];
  await putTold(PHOTO, new ArrayBuffer(8), (sent) => told.push(sent));
  assert.deepEqual(told, [{ bytes: 8, of: 8 }]);
});
