/** Tells that a new version of the app waits, and takes it when the reader agrees. */
import { useEffect, useState } from "preact/hooks";
import { TextKey } from "./components/keys.tsx";

let apply: (() => void) | null = null;
const heard = new Set<() => void>();

/** Called when the service worker has a new version ready. */
export function offerVersion(take: () => void): void {
  apply = take;
  for (const tell of heard) tell();
}

export function VersionNote() {
  const [, setTurn] = useState(0);
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
      <span>A new version of Stipple is ready.</span>
      <TextKey onPress={() => apply?.()}>Use it now</TextKey>
    </div>
  );
}
