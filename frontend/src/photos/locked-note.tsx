/** The camera while photos are locked: why no first photo shows through, and the way to open them right here. */
import { useState } from "preact/hooks";
import { Key, TextKey } from "../components/keys.tsx";
import { Sheet } from "../components/sheet.tsx";
import { UnlockForm } from "./unlock-form.tsx";

export function LockedNote({ onUnlocked }: { onUnlocked: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const opened = () => {
    setAsking(false);
    onUnlocked();
  };
  return (
    <>
      <p class="quiet small gap-4">Your photos are locked, so your first photo does not show through. You can take photos all the same.</p>
      <TextKey onPress={() => setAsking(true)}>Unlock my photos</TextKey>
      {isAsking && (
        <Sheet titleId="unlock" onClose={() => setAsking(false)}>
          <h2 id="unlock" class="now gap-2" tabIndex={-1}>
            Unlock your photos
          </h2>
          <p class="quiet gap-3">Then your first photo shows through, and you are back at the camera.</p>
          <UnlockForm onUnlocked={opened}>
            <Key onPress={() => setAsking(false)}>Not now</Key>
          </UnlockForm>
        </Sheet>
      )}
    </>
  );
}
