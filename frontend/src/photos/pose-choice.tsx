/** Which photo of the set to take: any of them, in any order, also again. */
import { capital } from "../words/dates.ts";
import type { WantedPose } from "./api.ts";

interface PoseChoiceProps {
  poses: readonly WantedPose[];
  chosen: string | null;
  onChoose: (pose: string) => void;
}

export function PoseChoice({ poses, chosen, onChoose }: PoseChoiceProps) {
  return (
    <details class="gap-5">
      <summary>Take another one</summary>
      <ul class="rows gap-2">
        {poses.map(({ pose, label, is_taken }) => (
          <li key={pose}>
            <button type="button" class="row" aria-pressed={pose === chosen} onClick={() => onChoose(pose)}>
              <span class="row-name">{capital(label)}</span>
              <span class="row-value">{pose === chosen ? "now" : is_taken ? "again" : ""}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
