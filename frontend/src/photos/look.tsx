/** A look at the photo just taken: keep it, or take it again with one tap. */
import { useEffect, useState } from "preact/hooks";
import { Key } from "../components/keys.tsx";
import { holdPage } from "../offline/typing.ts";
import type { FirstPhoto } from "./first-photo.ts";
import type { Face } from "./head/look.ts";
import { hintWords } from "./hints.ts";
import { useShotHints } from "./use-hints.ts";

interface LookProps {
  picture: Blob;
  /** What the photo is compared with, to say what might be better. It may be kept all the same. */
  first: FirstPhoto | null;
  firstFace: Face | null;
  isBusy: boolean;
  onKeep: () => void;
  onAgain: () => void;
}

export function Look({ picture, first, firstFace, isBusy, onKeep, onAgain }: LookProps) {
  const address = useAddress(picture);
  const hints = useShotHints(picture, first, firstFace);
  // Loading the page again now would lose the photo.
  useEffect(holdPage, []);
  return (
    <div class="viewfinder">
      <div class="frame gap-4">
        {address && <img src={address} alt="The photo you just took" onError={(event) => (event.currentTarget.hidden = true)} />}
      </div>
      <div>
        <div role="status">
          {hints.map((hint) => (
            <p key={hint} class="notice gap-3">
              {hintWords(hint)}
            </p>
          ))}
        </div>
        <div class="keys lead gap-4">
          <Key isMain isBusy={isBusy} onPress={onKeep}>
            Keep it
          </Key>
          <Key onPress={onAgain}>Again</Key>
        </div>
      </div>
    </div>
  );
}

/** An address for a picture, for as long as it is shown. */
export function useAddress(picture: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return;
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [picture]);
  return address;
}
