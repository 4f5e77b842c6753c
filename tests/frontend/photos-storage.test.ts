/** A photo on its way into the phone's storage is of whoever took it, and comes to nothing once they have signed out. */
import { passes } from "./phone-storage.ts";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { onPhotos, othersPhotos, photosNow, photosOf, queuePhoto } from "../../frontend/src/photos/queue.ts";
import type { TakenPhoto } from "../../frontend/src/photos/queue.ts";
import { lostWords } from "../../frontend/src/settings/lost-words.ts";
import { PHOTO_DATABASE } from "../../frontend/sw/photo-database.ts";
import { countPhotos, idbPhotos, keepPhoto, readyForPhotos } from "../../frontend/sw/photo-storage.ts";
import { waitingPhoto } from "./waiting-photos.ts";

const PICTURE = new Uint8Array([1, 2, 3]).buffer;
// More than keeping a photo takes from its beginning to its end here.
const TURNS = 60;

/** What signing out by hand does. */
function deleted(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(PHOTO_DATABASE);
    asked.onsuccess = () => resolve();
    asked.onerror = () => reject(asked.error);
  });
}

beforeEach(deleted);

/** A photo that is made ready for as long as a test wants. */
function slowPhoto() {
  const { promise, resolve } = Promise.withResolvers<ArrayBuffer>();
  const picture = { type: "image/jpeg", arrayBuffer: () => promise } as unknown as Blob;
  const taken: TakenPhoto = { course_id: "c", area: "face", pose: "front", check_in: "baseline", taken_at: "2026-12-01T08:00:00Z", picture };
  return { taken, isReady: () => resolve(PICTURE) };
}

test("a photo kept on a phone can be had again, by its own patient", async () => {
  await readyForPhotos();
  await keepPhoto(waitingPhoto("a"), PICTURE);
  assert.deepEqual((await idbPhotos.all("alice")).map(({ id }) => id), ["a"]);
  assert.deepEqual(new Uint8Array((await idbPhotos.picture("a"))!), new Uint8Array(PICTURE));
  assert.deepEqual([await idbPhotos.all("bob"), await countPhotos()], [[], 1]);
});

test("signing out at any moment of keeping a photo leaves none", async () => {
  for (let turns = 0; turns < TURNS; turns += 1) {
    await readyForPhotos();
    const keeping = keepPhoto(waitingPhoto("a"), PICTURE);
    await passes(turns);
    await deleted();
    await Promise.allSettled([keeping]);
    assert.equal(await countPhotos(), 0);
    await deleted();
  }
});

test("a photo that comes after its patient signed out is refused, also to an old tab that knows nothing of it", async () => {
  await photosOf("alice");
  await deleted();
  await photosOf("alice");
  await assert.rejects(keepPhoto(waitingPhoto("a"), PICTURE));
  assert.equal(await countPhotos(), 0);
});

test("what the server refused after its patient signed out leaves nothing behind", async () => {
  await readyForPhotos();
  await keepPhoto(waitingPhoto("a"), PICTURE);
  await deleted();
  await idbPhotos.refuse({ photo: waitingPhoto("a"), sentence: "Not a photo." });
  assert.equal(await countPhotos(), 0);
});

test("a photo is of whoever took it, though somebody else signs in while it is made ready", async () => {
  await photosOf("alice");
  const { taken, isReady } = slowPhoto();
  const queued = queuePhoto(taken);
  await photosOf("bob");
  isReady();
  await queued;
  assert.deepEqual([(await idbPhotos.all("bob")).length, (await idbPhotos.all("alice")).length], [0, 1]);
  assert.deepEqual(photosNow().waiting, [], "nor is it told to Bob");
});

test("who comes next is told nothing of the photos that were looked for as they came", async () => {
  await photosOf("carol");
  await keepPhoto(waitingPhoto("a", "carol"), PICTURE);
  const looking = photosOf("carol");
  const coming = photosOf("dave");
  const told: number[] = [];
  const stop = onPhotos(() => told.push(photosNow().waiting.length));
  await Promise.all([looking, coming]);
  stop();
  assert.deepEqual([told.length > 0, Math.max(...told)], [true, 0]);
});

test("whoever signs out hears of the photos that only somebody else could still send", async () => {
  await photosOf("erin");
  await keepPhoto(waitingPhoto("a", "erin"), PICTURE);
  await keepPhoto(waitingPhoto("b", "frank"), PICTURE);
  await photosOf("erin");
  const unsent = { own: photosNow().waiting.length, others: await othersPhotos() };
  assert.deepEqual(unsent, { own: 1, others: 1 });
  assert.deepEqual(lostWords(unsent), [
    "One thing is saved on this phone, not sent yet. If you sign out now, it is lost.",
    "A photo that somebody else took with this phone is not sent yet. Only they can send it, by signing in here. If you sign out now, it is lost.",
  ]);
  assert.deepEqual([lostWords({ own: 0, others: 0 }), lostWords({ own: 0, others: 2 }).length], [[], 1]);
});
