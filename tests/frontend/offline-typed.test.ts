/** What is typed is kept, the last letter too, however slowly the phone stores it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { TypedStore, typedOver } from "../../frontend/src/offline/typed-store.ts";

const HOUR_MS = 3_600_000;
const NOON_MS = Date.parse("2026-12-01T12:00:00Z");

/** A phone that has done nothing until it is told to finish one write. */
class SlowShelf {
  lying = new Map<string, unknown>();
  asked: string[] = [];
  isBroken = false;
  #open: (() => void)[] = [];

  #later(what: string, work: () => void): Promise<void> {
    this.asked.push(what);
    return new Promise((resolve, reject) =>
      this.#open.push(() => {
        if (this.isBroken) return reject(new Error("no room"));
        work();
        resolve();
      }),
    );
  }
  keep(name: string, value: unknown): Promise<void> {
    return this.#later(`keep ${name} ${JSON.stringify((value as { form: object }).form)}`, () => this.lying.set(name, value));
  }
  drop(name: string): Promise<void> {
    return this.#later(`drop ${name}`, () => this.lying.delete(name));
  }
  async kept<T>(name: string): Promise<T | null> {
    if (this.isBroken) throw new Error("no storage");
    return (this.lying.get(name) as T) ?? null;
  }
  async finishOne(): Promise<void> {
    this.#open.shift()?.();
    await new Promise(setImmediate);
  }
  async finishAll(): Promise<void> {
    while (this.#open.length) await this.finishOne();
  }
}

function slowStore(now_ms = () => NOON_MS) {
  const shelf = new SlowShelf();
  return { shelf, store: new TypedStore(shelf, now_ms) };
}

function typeInto(put: (form: object) => void, text: string): void {
  for (let end = 1; end <= text.length; end += 1) put({ place: text.slice(0, end) });
}

test("ten letters are two writes: the first at once, then the last", async () => {
  const { shelf, store } = slowStore();
  typeInto((form) => store.put("visit", form), "Garden Way");
  await shelf.finishAll();
  assert.deepEqual(shelf.asked, ['keep visit {"place":"G"}', 'keep visit {"place":"Garden Way"}']);
});

test("forms take turns, and each keeps its own last word", async () => {
  const { shelf, store } = slowStore();
  typeInto((form) => store.put("visit", form), "Lane");
  typeInto((form) => store.put("notes", form), "Calm");
  await shelf.finishAll();
  assert.deepEqual([await store.read("visit", HOUR_MS), await store.read("notes", HOUR_MS)], [{ place: "Lane" }, { place: "Calm" }]);
  assert.equal(shelf.asked.length, 3);
});

test("what is not stored yet can be handed on, the value itself and not one before it", async () => {
  const { shelf, store } = slowStore();
  typeInto((form) => store.put("visit", form), "Lane");
  assert.deepEqual(store.unwritten(), [{ name: "visit", value: { form: { place: "Lane" }, at_ms: NOON_MS } }]);
  await shelf.finishAll();
  assert.deepEqual(store.unwritten(), []);
});

test("a form that was sent while it was being stored is dropped in the end", async () => {
  const { shelf, store } = slowStore();
  store.put("visit", { place: "Lane" });
  store.forget("visit");
  assert.deepEqual(store.unwritten(), [{ name: "visit", value: null }]);
  await shelf.finishAll();
  assert.deepEqual([[...shelf.lying.keys()], await store.read("visit", HOUR_MS), store.atHand("visit")], [[], null, null]);
});

test("a page loaded anew reads what the one before it kept", async () => {
  const { shelf, store } = slowStore();
  store.put("visit", { place: "Lane" });
  await shelf.finishAll();
  const next = new TypedStore(shelf, () => NOON_MS + HOUR_MS);
  assert.equal(next.atHand("visit"), undefined);
  assert.deepEqual(await next.read("visit", HOUR_MS), { place: "Lane" });
});

test("what is older than asked for is not shown again, and does not stay", async () => {
  const { shelf, store } = slowStore();
  store.put("times", { morning: "09:00" });
  await shelf.finishAll();
  const next = new TypedStore(shelf, () => NOON_MS + HOUR_MS + 1);
  assert.equal(await next.read("times", HOUR_MS), null);
  await shelf.finishAll();
  assert.deepEqual([...shelf.lying.keys()], []);
});

test("what is typed while the phone still looks wins over what lay there", async () => {
  const { shelf, store } = slowStore();
  store.put("visit", { place: "Lane" });
  await shelf.finishAll();
  const next = new TypedStore(shelf, () => NOON_MS);
  const looking = next.read("visit", HOUR_MS);
  next.put("visit", { place: "Road" });
  assert.deepEqual(await looking, { place: "Road" });
});

test("a phone without room loses nothing while the page stands, and is tried again with the next letter", async () => {
  const { shelf, store } = slowStore();
  shelf.isBroken = true;
  store.put("visit", { place: "Lane" });
  await shelf.finishAll();
  assert.deepEqual(await store.read("visit", HOUR_MS), { place: "Lane" });
  shelf.isBroken = false;
  store.put("visit", { place: "Lane 7" });
  await shelf.finishAll();
  assert.equal(shelf.lying.size, 1);
});

test("only what is typed is kept of a form: what was changed elsewhere meanwhile is shown beside it, and stays", () => {
  const typed = typedOver({ morning: "08:00", evening: "21:00" }, { morning: "07:30", evening: "21:00" });
  assert.deepEqual({ morning: "08:00", evening: "22:00", ...typed }, { morning: "07:30", evening: "22:00" });
  assert.deepEqual(typedOver({ typed: { cost: "" }, ticks: ["a"] }, { typed: { cost: "5" }, ticks: ["a"] }), { typed: { cost: "5" } });
});
