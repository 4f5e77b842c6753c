/** Which photo of the set to take: any of them, in any order, also again. */
import { capital } from "../words/dates.ts";
import type { WantedPose } from "./api.ts";
import { isFree, poseKey } from "./check-in-words.ts";

interface PoseChoiceProps {
  poses: readonly WantedPose[];
  /** By its key. */
  chosen: string | null;
  onChoose: (key: string) => void;
}

export function PoseChoice({ poses, chosen, onChoose }: PoseChoiceProps) {
  return (
    <details class="gap-5">
      <summary>Take another view</summary>
      <ul class="rows gap-2">
        {poses.map((wanted) => (
          <PoseRow
            key={poseKey(wanted)}
            wanted={wanted}
            isChosen={poseKey(wanted) === chosen}
            isExtra={wanted.is_extra && !isFree({ poses })}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </details>
  );
}

interface PoseRowProps {
  wanted: WantedPose;
  isChosen: boolean;
  isExtra: boolean;
  onChoose: (key: string) => void;
}

function PoseRow({ wanted, isChosen, isExtra, onChoose }: PoseRowProps) {
  return (
    <li>
      <button type="button" class="row" aria-pressed={isChosen} onClick={() => onChoose(poseKey(wanted))}>
        <span class="row-name">{capital(wanted.label)}</span>
        <span class="row-value">{isChosen ? "now" : wanted.is_taken ? "again" : isExtra ? "if you like" : ""}</span>
      </button>
    </li>
  );
}
