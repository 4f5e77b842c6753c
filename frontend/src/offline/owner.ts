/** Whose page this is, as far as it knows: what it keeps and asks for is that patient's, or nobody's. */
import { keep } from "../../sw/storage.ts";

let owner: string | null = null;

export const ownerNow = (): string | null => owner;

export function pageIsOf(patientId: string | null): void {
  owner = patientId;
}

/** Somebody else is signed in on this page by now: what was answered to this patient says nothing of them. */
export function isGivenUp(patientId: string | null): boolean {
  return patientId !== null && owner !== null && owner !== patientId;
}

/** Keeps values for whoever is signed in now, however long it takes until there are any. */
export function keeping(): (name: string, value: unknown) => Promise<void> {
  const mine = owner;
  return (name, value) => keep(mine, name, value);
}
