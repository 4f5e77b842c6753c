/** A recovery code, on the screen this once. */
import { useLayoutEffect, useState } from "preact/hooks";
import { Key, TextKey } from "../components/keys.tsx";
import { holdPage } from "../offline/typing.ts";

interface RecoveryCodeProps {
  code: string;
  onKept: () => void;
}

export function RecoveryCode({ code, onKept }: RecoveryCodeProps) {
  const [copied, setCopied] = useState("");
  useLayoutEffect(holdPage, []);
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied("Copied."),
      () => setCopied("Copying did not work here. Please write it down."),
    );
  return (
    <>
      <p class="quiet gap-4">
        If you forget your passphrase, this code lets you choose a new one. It works once. Write it down, or keep it in
        a password manager. We cannot show it again.
      </p>
      <p class="recovery-code gap-5 figures">{code}</p>
      {navigator.clipboard && <TextKey onPress={() => void copy()}>Copy the code</TextKey>}
      <p role="status" class="quiet small gap-2">
        {copied}
      </p>
      <div class="keys gap-5">
        <Key isMain onPress={onKept}>
          I have kept it
        </Key>
      </div>
    </>
  );
}
