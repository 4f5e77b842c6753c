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

export interface TypedStore {
  put(name: string, form: object): void;
  forget(name: string): void;
  /** What this page knows of the form without asking the shelf: null once it was forgotten, undefined if nothing. */
  atHand(name: string): object | null | undefined;
  /** The form as it was left at most so long ago; null if there is none. */
  read(name: string, most_ms: number): Promise<object | null>;
  unwritten(): Unwritten[];
}

export function typedStore(shelf: Shelf, now_ms: () => number): TypedStore {
  const latest = new Map<string, Typed | null>();
  const owed = new Set<string>();
  let isWriting = false;

  const owe = (name: string, value: Typed | null) => {
    latest.set(name, value);
    owed.add(name);
    if (!isWriting) void writeAll();
  };
  const writeAll = async () => {
    isWriting = true;
    for (const name of owed) {
      const value = latest.get(name) ?? null;
      await write(shelf, name, value);
      owed.delete(name);
      // Typed on meanwhile: it takes its turn once more.
      if (latest.get(name) !== value) owed.add(name);
    }
    isWriting = false;
  };
  const atHand = (name: string) => {
    const typed = latest.get(name);
    return typed ? typed.form : typed;
  };
  return {
    put: (name, form) => owe(name, { form, at_ms: now_ms() }),
    forget: (name) => owe(name, null),
    atHand,
    read: async (name, most_ms) => {
      const before = await readFrom(shelf, name);
      const known = atHand(name);
      if (known !== undefined) return known;
      if (before && now_ms() - before.at_ms <= most_ms) return before.form;
      if (before) owe(name, null);
      return null;
    },
    unwritten: () => [...owed].map((name) => ({ name, value: latest.get(name) ?? null })),
  };
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
