/** A form whose words outlive the page: loaded anew, it goes on where it was until it is sent or left. */
import { useCallback, useEffect, useState } from "preact/hooks";
import type { ToWorker } from "../../sw/messages.ts";
import { drop, keep, kept } from "../../sw/storage.ts";
import { useMe } from "../session.ts";
import { TypedStore } from "./typed-store.ts";

export interface TypedForm<T> {
  form: T;
  /** True while this phone still looks for what was typed before. */
  isLooking: boolean;
  change(edit: Partial<T>): void;
  /** It is sent, or given up: nothing of it stays here. */
  forget(): void;
}

/**
 * What changes something that stands ends with its screen: shown again later, it would be taken for what stands.
 * What is new stays until it is sent.
 */
type Stays = "until left" | "until sent";

const DAY_MS = 86_400_000;
const MOST_MS: Record<Stays, number> = { "until left": DAY_MS, "until sent": Infinity };

const store = new TypedStore({ keep, drop, kept }, Date.now);
const endsHere = new Set<string>();

addEventListener("hashchange", () => {
  for (const name of endsHere) store.forget(name);
  endsHere.clear();
});

// A page that goes away may not finish its writing; the worker outlives it.
addEventListener("pagehide", () => {
  for (const { name, value } of store.unwritten()) {
    navigator.serviceWorker?.controller?.postMessage({ type: "keep", name, value } satisfies ToWorker);
  }
});

/** The form as it was left, or as it starts. */
export function useTypedForm<T extends object>(about: string, start: () => T, stays: Stays = "until left"): TypedForm<T> {
  const { me } = useMe();
  const name = `typed ${me.id} ${about}`;
  const withStart = (before: object | null | undefined): T => ({ ...start(), ...before });
  const [form, setForm] = useState(() => withStart(store.atHand(name)));
  const [isLooking, setLooking] = useState(() => store.atHand(name) === undefined);
  useEffect(() => {
    if (stays === "until left") endsHere.add(name);
    void store.read(name, MOST_MS[stays]).then((before) => {
      if (before) setForm(withStart(before));
      setLooking(false);
    });
  }, [name]);
  const change = useCallback(
    (edit: Partial<T>) =>
      setForm((was) => {
        const form = { ...was, ...edit };
        store.put(name, form);
        return form;
      }),
    [name],
  );
  const forget = useCallback(() => store.forget(name), [name]);
  return { form, isLooking, change, forget };
}
