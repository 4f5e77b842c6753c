/** Proving who holds the phone, so that photos can be seen again: a passkey or the passphrase. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ProofForm } from "../settings/proof-form.tsx";
import { hasPasskey } from "../settings/proof.ts";

interface UnlockFormProps {
  onUnlocked: () => void;
  /** What else may be pressed, under its keys. */
  children?: ComponentChildren;
}

export function UnlockForm({ onUnlocked, children }: UnlockFormProps) {
  return (
    <ProofForm field="unlock-passphrase" go="Open" hasPasskey={usePasskeyThere()} onProved={onUnlocked}>
      {children}
    </ProofForm>
  );
}

/** Whether there is a passkey; its key comes last, and moves no other. */
function usePasskeyThere(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    hasPasskey().then(setThere, (problem: unknown) => console.warn("Passkeys could not be asked for:", problem));
  }, []);
  return isThere;
}
