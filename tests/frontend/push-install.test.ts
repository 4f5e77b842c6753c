/** The browser's offer to install is kept until it is asked for, and used once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Installing } from "../../frontend/src/push/install.ts";
import type { InstallOffer, Offering } from "../../frontend/src/push/install.ts";

class FakePage implements Offering {
  readonly #heard = new Map<string, (event: InstallOffer) => void>();
  addEventListener(name: string, heard: (event: InstallOffer) => void): void {
    this.#heard.set(name, heard);
  }
  say(name: "beforeinstallprompt" | "appinstalled", event: InstallOffer): void {
    this.#heard.get(name)?.(event);
  }
}

class FakeOffer implements InstallOffer {
  isKeptBack = false;
  asked = 0;
  preventDefault(): void {
    this.isKeptBack = true;
  }
  async prompt(): Promise<{ outcome: "accepted" }> {
    this.asked += 1;
    return { outcome: "accepted" };
  }
}

function offered(): { page: FakePage; offer: FakeOffer; installing: Installing } {
  const page = new FakePage();
  const installing = new Installing(page);
  const offer = new FakeOffer();
  page.say("beforeinstallprompt", offer);
  return { page, offer, installing };
}

test("without an offer there is nothing to install, and asking does nothing", async () => {
  const installing = new Installing(new FakePage());
  assert.equal(installing.isOffered, false);
  await installing.install();
});

test("an offer is kept back, and the browser asks only when the patient does", async () => {
  const { offer, installing } = offered();
  assert.deepEqual([offer.isKeptBack, offer.asked, installing.isOffered], [true, 0, true]);
  await installing.install();
  assert.deepEqual([offer.asked, installing.isOffered], [1, false]);
  await installing.install();
  assert.equal(offer.asked, 1);
});

test("once installed, by whatever way, nothing is offered any more", () => {
  const { page, offer, installing } = offered();
  page.say("appinstalled", offer);
  assert.equal(installing.isOffered, false);
});

test("who watches hears of each change until they stop", async () => {
  const { page, offer, installing } = offered();
  let changes = 0;
  const stop = installing.watch(() => (changes += 1));
  await installing.install();
  assert.equal(changes, 1);
  stop();
  page.say("beforeinstallprompt", offer);
  assert.equal(changes, 1);
});
