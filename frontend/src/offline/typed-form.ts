/** A form whose words outlive the page: loaded anew, it goes on where it was until it is sent or left. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ToWorker } from "../../sw/messages.ts";
import { drop, keep, kept } from "../../sw/storage.ts";
import { useMe } from "../session.ts";
import { TypedStore, typedOver } from "./typed-store.ts";

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

let [owner, store] = storeOf("");
const endsHere = new Set<string>();

/** What one patient types: nothing of it is held, or written late, once another is signed in. */
function storeOf(patientId: string): [string, TypedStore] {
  return [patientId, new TypedStore({ keep: (name, value) => keep(patientId, name, value), drop, kept }, Date.now)];
}

addEventListener("hashchange", () => {
  for (const name of endsHere) store.forget(name);
  endsHere.clear();
});

// A page that goes away may not finish its writing; the worker outlives it.
addEventListener("pagehide", () => {
  for (const { name, value } of store.unwritten()) {
    navigator.serviceWorker?.controller?.postMessage({ type: "keep", owner, name, value } satisfies ToWorker);
  }
});

/** The form as it was left, or as it starts; what is not typed in goes on showing what stands. */
export function useTypedForm<T extends object>(about: string, start: () => T, stays: Stays = "until left"): TypedForm<T> {
  const { me } = useMe();
  if (me.id !== owner) [owner, store] = storeOf(me.id);
  const name = `typed ${me.id} ${about}`;
  const first = useMemo(start, [name]);
  const [typed, setTyped] = useState<Partial<T>>(() => store.atHand(name) ?? {});
  const [isLooking, setLooking] = useState(() => store.atHand(name) === undefined);
  // What is new is one thing with one id; what stands may be changed elsewhere meanwhile.
  const stands = useRef(first);
  stands.current = stays === "until left" ? start() : first;
  useEffect(() => {
    if (stays === "until left") endsHere.add(name);
    void store.read(name, MOST_MS[stays]).then((before) => {
      if (before) setTyped(before);
      setLooking(false);
    });
  }, [name]);
  const change = useCallback(
    (edit: Partial<T>) =>
      setTyped((was) => {
        const form = { ...stands.current, ...was, ...edit };
        const typed = stays === "until left" ? typedOver(stands.current, form) : form;
        store.put(name, typed);
        return typed;
      }),
    [name],
  );
  const forget = useCallback(() => store.forget(name), [name]);
  return { form: { ...stands.current, ...typed }, isLooking, change, forget };
}
