/** Knows the only two addresses that may become scripts while the app runs: those of its workers. */

export const SERVICE_WORKER = "/service-worker.js";
const FINDER = /^\/assets\/later\/finder-[\w-]+\.js$/;

/** Trusted Types, as far as we need them; TypeScript does not know them, and not every browser does. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

interface Policy {
  createScriptURL(address: string): string;
}

let policy: Policy | undefined;

/**
 * The address of a worker as our content security policy demands it (`trusted-types` in backend/web.py): its one
 * policy makes these addresses and refuses every other text.
 */
export function scriptAddress(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("stipple", { createScriptURL: checked });
  return policy ? policy.createScriptURL(address) : checked(address);
}

function checked(address: string): string {
  if (address === SERVICE_WORKER || FINDER.test(address)) return address;
  throw new TypeError("No script comes from this address.");
}
