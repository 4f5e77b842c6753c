/** What is typed in a form, kept sealed on this phone until it is sent: a page loaded anew goes on where it was. */
import { useEffect, useState } from "preact/hooks";
import { drop, keep, kept } from "../../sw/storage.ts";

export interface KeptForm<T> {
  /** Null while this phone is still looking. */
  form: T | null;
  change(form: T): void;
  /** It is sent: nothing of it stays here. */
  forget(): void;
}

// One after the other, so that the last letter typed is the one that stays.
let writing: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<unknown>): void {
  writing = writing.then(work).catch((problem: unknown) => console.warn("What was typed could not be kept.", problem));
}

/** The form as it was left, or an empty one. */
export function useKeptForm<T extends object>(name: string, empty: () => T): KeptForm<T> {
  const [form, setForm] = useState<T | null>(null);
  useEffect(() => {
    void keptForm<T>(name).then((before) => setForm({ ...empty(), ...before }));
  }, [name]);
  const change = (next: T) => {
    setForm(next);
    inTurn(() => keep(name, next));
  };
  return { form, change, forget: () => inTurn(() => drop(name)) };
}

async function keptForm<T>(name: string): Promise<T | null> {
  await writing;
  try {
    return await kept<T>(name);
  } catch (problem) {
    console.warn("This browser keeps nothing that is typed.", problem);
    return null;
  }
}
