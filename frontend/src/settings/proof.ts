/** Proving to the server who holds the phone: by passkey or passphrase. */
import { askPasskey, canUsePasskeys } from "../account/passkey.ts";
import { accountApi } from "../api/account.ts";
import { ApiProblem } from "../api/problem.ts";
import { saidAt } from "../components/errors.ts";

export async function byPasskey(signal: AbortSignal): Promise<void> {
  const { public_key } = await accountApi.askForPasskey();
  await accountApi.confirmByPasskey(await askPasskey(public_key, signal));
}

/** Whether there is a passkey to ask for; where that cannot be known, the passphrase is enough. */
export async function hasPasskey(): Promise<boolean> {
  if (!canUsePasskeys()) return false;
  const { passkeys } = await accountApi.passkeys();
  return passkeys.length > 0;
}

/** What is wrong with a passphrase is said at its field. */
export async function byPassphrase(passphrase: string, field: string): Promise<void> {
  try {
    await accountApi.confirmByPassphrase(passphrase);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    throw saidAt(field, thrown);
  }
}
