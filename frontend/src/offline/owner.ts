/** Whose page this is, as far as it knows: what it keeps and asks for is that patient's, or nobody's. */
import { keep } from "../../sw/storage.ts";

let owner: string | null = null;

export const ownerNow = (): string | null => owner;

export function pageIsOf(patientId: string | null): void {
  owner = patientId;
}

/** Keeps values for whoever is signed in now, however long it takes until there are any. */
export function keeping(): (name: string, value: unknown) => Promise<void> {
  const mine = owner;
  return (name, value) => keep(mine, name, value);
}
