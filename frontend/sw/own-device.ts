/** Knows which of the patient's devices this browser is, from one subscription to the next. */
import { OWN_DEVICE } from "../src/push/subscription.ts";
import type { Memory } from "../src/push/subscription.ts";
import { keep, kept } from "./storage.ts";

/** The memory of this browser, for page and worker; signing out wipes it with the rest. */
export const browserMemory: Memory = {
  ownDevice: () => kept<string>(OWN_DEVICE),
  keepOwnDevice: (id) => keep(OWN_DEVICE, id),
};
