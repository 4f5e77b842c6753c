/** A photo leaves the phone only when the server has answered, and each is sent while its own patient is signed in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerIn, drainPhotos, onePhotoDrain, photoFate } from "../../frontend/sw/photo-outbox.ts";
import type { PhotoAnswer, PhotoStorage, RefusedPhoto, WaitingPhoto } from "../../frontend/sw/photo-outbox.ts";
import { waitingPhoto as photo } from "./waiting-photos.ts";

class ListedPhotos implements PhotoStorage {
  photos: WaitingPhoto[];
  refused: RefusedPhoto[] = [];
  broken: string | null = null;
  constructor(...photos: WaitingPhoto[]) {
    this.photos = photos;
  }
  async all(owner: string): Promise<WaitingPhoto[]> {
    return this.photos.filter((each) => each.owner === owner);
  }
  async picture(id: string): Promise<ArrayBuffer | null> {
    if (id === this.broken) throw new DOMException("no key opens this", "OperationError");
    return this.photos.some((each) => each.id === id) ? new ArrayBuffer(1) : null;
  }
  async remove(id: string): Promise<void> {
    this.photos = this.photos.filter((each) => each.id !== id);
  }
  async refuse(refused: RefusedPhoto): Promise<void> {
    this.refused.push(refused);
    await this.remove(refused.photo.id);
  }
  get left(): string[] {
    return this.photos.map(({ id }) => id);
  }
}

/** Answers each photo by its id, 201 where nothing is said; null is no line. */
function server(answers: Record<string, PhotoAnswer | null> = {}) {
  const put: string[] = [];
  return {
    put,
    answer: async ({ id }: WaitingPhoto): Promise<PhotoAnswer> => {
      put.push(id);
      const answer = answers[id] === undefined ? { status: 201 } : answers[id];
      if (answer === null) throw new TypeError("no line");
      return answer;
    },
  };
}

const FATES: [number | null, string][] = [
  [201, "sent"], [200, "sent"],
  [404, "refused"], [409, "refused"], [413, "refused"], [415, "refused"], [422, "refused"],
  [400, "keep"], [403, "keep"], [500, "keep"], [507, "keep"],
  [null, "stop"], [401, "stop"], [408, "stop"], [429, "stop"], [502, "stop"], [503, "stop"], [504, "stop"],
];

for (const [status, fate] of FATES) {
  test(`our server's answer of ${status ?? "nothing"} means ${fate} for a photo`, () => {
    assert.equal(photoFate(status === null ? null : { status, code: "not_so" }), fate);
  });
}

for (const status of [302, 400, 403, 404, 405, 409, 413, 415, 422]) {
  test(`an answer of ${status} that is not our server's takes no photo off the phone`, () => {
    assert.equal(photoFate({ status }), "keep");
  });
}

test("a gallery that is full keeps the photo on the phone", () => {
  assert.equal(photoFate({ status: 409, code: "too_many" }), "keep");
});

test("only an answer that names the photo says that the server has it", () => {
  assert.deepEqual(answerIn(201, JSON.stringify({ id: "a" }), "a"), { status: 201 });
  for (const page of ["<h1>Back soon</h1>", JSON.stringify({ id: "b" }), "{}", "null", "", "7"]) {
    assert.throws(() => answerIn(200, page, "a"));
  }
});

test("a refusal is our server's only with a code", () => {
  const ours = JSON.stringify({ code: "damaged", detail: "It is damaged." });
  assert.deepEqual(answerIn(422, ours, "a"), { status: 422, code: "damaged", sentence: "It is damaged." });
  assert.deepEqual(answerIn(413, "<h1>Too Large</h1>", "a"), { status: 413, code: undefined, sentence: null });
});

test("a photo that no longer opens holds up no other", async () => {
  const storage = new ListedPhotos(photo("a"), photo("b"));
  const { put, answer } = server();
  storage.broken = "a";
  assert.deepEqual(await drainPhotos(storage, answer, "alice"), { sent: 1, refused: 0, left: 1 });
  assert.deepEqual(put, ["b"]);
});

test("a photo that changed on the way is sent again later", () => {
  assert.equal(photoFate({ status: 400, code: "damaged_on_the_way" }), "keep");
});

test("photos go out oldest first and leave the phone when the server has them", async () => {
  const storage = new ListedPhotos(photo("a"), photo("b"), photo("c"));
  const { put, answer } = server({ b: { status: 200 } });
  const steps: string[][] = [];
  const done = await drainPhotos(storage, answer, "alice", async () => void steps.push(storage.left));
  assert.deepEqual([done, put, storage.left], [{ sent: 3, refused: 0, left: 0 }, ["a", "b", "c"], []]);
  assert.deepEqual(steps, [["b", "c"], ["c"], []]);
});

test("without a line every photo stays, and the rest is not tried", async () => {
  const storage = new ListedPhotos(photo("a"), photo("b"));
  const { put, answer } = server({ a: null });
  assert.deepEqual(await drainPhotos(storage, answer, "alice"), { sent: 0, refused: 0, left: 2 });
  assert.deepEqual([put, storage.left], [["a"], ["a", "b"]]);
});

test("a session that expires half-way keeps what is left", async () => {
  const storage = new ListedPhotos(photo("a"), photo("b"), photo("c"));
  const { answer } = server({ b: { status: 401 } });
  assert.deepEqual(await drainPhotos(storage, answer, "alice"), { sent: 1, refused: 0, left: 2 });
  assert.deepEqual(storage.left, ["b", "c"]);
});

test("a photo the server will never take is told, and holds nobody up", async () => {
  const storage = new ListedPhotos(photo("a"), photo("b"));
  const { answer } = server({ a: { status: 415, code: "not_a_photo", sentence: "Not a photo." } });
  assert.deepEqual(await drainPhotos(storage, answer, "alice"), { sent: 1, refused: 1, left: 0 });
  assert.deepEqual(storage.refused, [{ photo: photo("a"), sentence: "Not a photo." }]);
});

test("a fault over one photo keeps it and sends the others, once each", async () => {
  const storage = new ListedPhotos(photo("a"), photo("b"));
  const { put, answer } = server({ a: { status: 500 } });
  assert.deepEqual(await drainPhotos(storage, answer, "alice"), { sent: 1, refused: 0, left: 1 });
  assert.deepEqual([put, storage.left], [["a", "b"], ["a"]]);
});

test("another patient's photos are never sent", async () => {
  const storage = new ListedPhotos(photo("a", "bob"), photo("b"));
  const { put, answer } = server();
  assert.deepEqual(await drainPhotos(storage, answer, "alice"), { sent: 1, refused: 0, left: 0 });
  assert.deepEqual([put, storage.left], [["b"], ["a"]]);
});

test("a photo taken while others are sent goes along", async () => {
  const storage = new ListedPhotos(photo("a"));
  const { put, answer } = server();
  await drainPhotos(storage, answer, "alice", async () => {
    if (put.length === 1) storage.photos.push(photo("late"));
  });
  assert.deepEqual(put, ["a", "late"]);
});

/** Locks as a browser has them, for those who take one only if it is free. */
function locksOfABrowser(): Pick<LockManager, "request"> {
  const held = new Set<string>();
  const request = async (name: string, _how: unknown, work: (lock: { name: string } | null) => unknown) => {
    if (held.has(name)) return work(null);
    held.add(name);
    try {
      return await work({ name });
    } finally {
      held.delete(name);
    }
  };
  return { request: request as LockManager["request"] };
}

test("a drain of the same patient's photos that is under way is left alone, one of somebody else's does not count", async () => {
  const locks = locksOfABrowser();
  const sentOne = { sent: 1, refused: 0, left: 0 };
  let [same, other] = [-1, -1];
  await onePhotoDrain(
    "alice",
    async () => {
      same = (await onePhotoDrain("alice", async () => sentOne, locks)).sent;
      other = (await onePhotoDrain("bob", async () => sentOne, locks)).sent;
      return sentOne;
    },
    locks,
  );
  assert.deepEqual({ same, other }, { same: 0, other: 1 });
});
