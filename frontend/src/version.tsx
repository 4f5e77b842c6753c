/** Tells that a new version of the app waits, and takes it when the reader agrees and nothing typed is lost. */
import { useEffect, useState } from "preact/hooks";
import { TextKey } from "./components/keys.tsx";
import { whenNothingIsTyped } from "./offline/typing.ts";

let apply: (() => void) | null = null;
const heard = new Set<() => void>();

/** Called when the service worker has a new version ready. */
export function offerVersion(take: () => void): void {
  apply = take;
  for (const tell of heard) tell();
}

export function VersionNote() {
  const [, setTurn] = useState(0);
  const [isPutOff, setPutOff] = useState(false);
  useEffect(() => {
    const tell = () => setTurn((turn) => turn + 1);
    heard.add(tell);
    return () => {
      heard.delete(tell);
    };
  }, []);
  if (!apply) return null;
  return (
    <div class="version" role="status">
      <span>
        {isPutOff ? "We will use the new version once you have left this page: what you typed stays." : "A new version is ready."}
      </span>
      {!isPutOff && <TextKey onPress={() => setPutOff(whenNothingIsTyped(() => apply?.()) === "later")}>Use it now</TextKey>}
    </div>
  );
}
