/** The scores in words: the same as the chart, for everyone. */
import { fullDate } from "../words/dates.ts";
import type { Goal } from "./goal-words.ts";

export function ScoreList({ goal: { scores } }: { goal: Goal }) {
  return (
    <ul class="points gap-4">
      {scores.map(({ on, value }) => (
        <li key={on}>
          {fullDate(on)}: <strong>{value} of 10</strong>
        </li>
      ))}
    </ul>
  );
}
