/** The phase band: three densities of dots that fall away from the session, today's among them warm. */
import type { Healing } from "../api/types.ts";
import { DOTS, HEIGHT, WIDTH } from "../drawings/band-dots.ts";
import { columnOf } from "./band-column.ts";
import { phaseLabels, phaseOn } from "./phases.ts";

export function PhaseBand({ healing, todayOn }: { healing: Healing; todayOn: string }) {
  const phase = phaseOn(healing, todayOn);
  if (!phase) return null;
  const [from, to] = columnOf(phase, todayOn);
  return (
    <>
      <svg class="band" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <path class="past" d={dotsWithin(0, from)} />
        <path class="today" d={dotsWithin(from, to)} />
        <path class="ahead" d={dotsWithin(to, WIDTH)} />
      </svg>
      <ul class="phases" aria-label="Phases after your session">
        {phaseLabels(healing, todayOn).map(({ name, when, isNow }) => (
          <li key={name} aria-current={isNow ? "step" : undefined}>
            <b>{name}</b> <span>{when}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The dots of a stretch, as strokes of no length. */
function dotsWithin(from: number, to: number): string {
  const numbers = DOTS.split(" ").map(Number);
  let [x, path] = [0, ""];
  for (let index = 0; index < numbers.length; index += 2) {
    x += numbers[index]! / 10;
    if (x >= from && x < to) path += `M${x.toFixed(1)} ${numbers[index + 1]! / 10}h.1`;
  }
  return path;
}
