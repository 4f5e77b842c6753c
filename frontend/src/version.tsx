/** Takes a new version of the app: at once where nothing can be lost, else it tells the reader and waits. */
import { useEffect, useState } from "preact/hooks";
import { TextKey } from "./components/keys.tsx";
import { whenNothingIsTyped } from "./offline/typing.ts";

let isWaiting = false;
const heard = new Set<() => void>();
const loadAgain = () => location.reload();

/** Called when a new version has taken over from the one this page is of; its own parts are still there. */
export function takeVersion(): void {
  isWaiting = whenNothingIsTyped(loadAgain) === "later";
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
  if (!isWaiting) return null;
  return (
    <div class="version" role="status">
      <span>
        {isPutOff ? "We will use the new version once you are done here: what you typed stays." : "A new version is ready."}
      </span>
      {!isPutOff && <TextKey onPress={() => setPutOff(whenNothingIsTyped(loadAgain) === "later")}>Use it now</TextKey>}
    </div>
  );
}
