/** What is typed and not sent: the latest of each form only, one write at a time, however fast it is typed. */

/** Where it is kept, sealed. */
export interface Shelf {
  keep(name: string, value: unknown): Promise<void>;
  drop(name: string): Promise<void>;
  kept<T>(name: string): Promise<T | null>;
}

/** As it lies on the shelf. */
interface Typed {
  form: object;
  at_ms: number;
}

/** A write that is not known to be done; null for what is to be dropped. */
export interface Unwritten {
  name: string;
  value: Typed | null;
}

export class TypedStore {
  #shelf: Shelf;
  #nowMs: () => number;
  /** What this page knows: null for what was forgotten. */
  #latest = new Map<string, Typed | null>();
  #owed = new Set<string>();
  #isWriting = false;

  constructor(shelf: Shelf, nowMs: () => number) {
    this.#shelf = shelf;
    this.#nowMs = nowMs;
  }

  put(name: string, form: object): void {
    this.#owe(name, { form, at_ms: this.#nowMs() });
  }

  forget(name: string): void {
    this.#owe(name, null);
  }

  /** What this page knows of the form without asking the shelf: null once it was forgotten, undefined if nothing. */
  atHand(name: string): object | null | undefined {
    const typed = this.#latest.get(name);
    return typed ? typed.form : typed;
  }

  /** The form as it was left at most so long ago; null if there is none. */
  async read(name: string, mostMs: number): Promise<object | null> {
    const before = await readFrom(this.#shelf, name);
    const known = this.atHand(name);
    if (known !== undefined) return known;
    if (before && this.#nowMs() - before.at_ms <= mostMs) return before.form;
    if (before) this.forget(name);
    return null;
  }

  unwritten(): Unwritten[] {
    return [...this.#owed].map((name) => ({ name, value: this.#latest.get(name) ?? null }));
  }

  #owe(name: string, value: Typed | null): void {
    this.#latest.set(name, value);
    this.#owed.add(name);
    if (!this.#isWriting) void this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    for (const name of this.#owed) {
      const value = this.#latest.get(name) ?? null;
      await write(this.#shelf, name, value);
      this.#owed.delete(name);
      // Typed on meanwhile: it takes its turn once more.
      if (this.#latest.get(name) !== value) this.#owed.add(name);
    }
    this.#isWriting = false;
  }
}

/** What is typed over what stands: the fields that say something else. */
export function typedOver<T extends object>(stands: T, form: T): Partial<T> {
  const names = Object.keys(form) as (keyof T)[];
  const isTyped = (name: keyof T) => JSON.stringify(form[name]) !== JSON.stringify(stands[name]);
  return Object.fromEntries(names.filter(isTyped).map((name) => [name, form[name]])) as Partial<T>;
}

async function write(shelf: Shelf, name: string, value: Typed | null): Promise<void> {
  try {
    await (value ? shelf.keep(name, value) : shelf.drop(name));
  } catch (problem) {
    console.warn("What was typed could not be kept.", problem);
  }
}

async function readFrom(shelf: Shelf, name: string): Promise<Typed | null> {
  try {
    return await shelf.kept<Typed>(name);
  } catch (problem) {
    console.warn("This browser keeps nothing that is typed.", problem);
    return null;
  }
}
