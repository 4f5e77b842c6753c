/** The browser's side of passkeys: made and used by its own prompt, said no to without blame. */
import { ApiProblem } from "../api/problem.ts";
import type { WebAuthnJson } from "../api/account.ts";

const NOT_USED = "No passkey was used. You can try again, or use your passphrase.";
const HERE_ALREADY = "This device already has a passkey for Stipple.";

/** Whether this browser speaks the JSON form of WebAuthn; older ones keep the passphrase. */
export function canUsePasskeys(): boolean {
  return (
    typeof PublicKeyCredential === "function" &&
    "parseRequestOptionsFromJSON" in PublicKeyCredential &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential
  );
}

export function makePasskey(options: WebAuthnJson): Promise<WebAuthnJson> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return answered(() => navigator.credentials.create({ publicKey }));
}

/** `signal` takes the prompt away again. */
export function askPasskey(options: WebAuthnJson, signal: AbortSignal): Promise<WebAuthnJson> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return answered(() => navigator.credentials.get({ publicKey, signal }));
}

async function answered(ask: () => Promise<Credential | null>): Promise<WebAuthnJson> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return { ...credential.toJSON() };
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) throw refusal;
    console.warn("The passkey prompt ended:", refusal.name);
    if (refusal.name === "InvalidStateError") throw new ApiProblem(0, "passkey_here", HERE_ALREADY);
  }
  throw new ApiProblem(0, "no_passkey", NOT_USED);
}
