/** Knows which of the patient's devices this browser is, from one subscription to the next. */
import { OWN_DEVICE } from "../src/push/subscription.ts";
import type { Memory } from "../src/push/subscription.ts";
import { keep, kept } from "./storage.ts";

/** The memory of this browser for whoever is signed in as it is asked for; signing out wipes it with the rest. */
export function memoryOf(owner: string | null): Memory {
  return {
    ownDevice: () => kept<string>(OWN_DEVICE),
    keepOwnDevice: (id) => keep(owner, OWN_DEVICE, id),
  };
}
