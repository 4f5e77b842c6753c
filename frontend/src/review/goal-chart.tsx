/** The scores over the months, over a band that says from when a change, and a verdict, can be looked for. */
import { chartOf } from "./goal-words.ts";
import type { Goal } from "./goal-words.ts";

interface GoalChartProps {
  goal: Goal;
  /** The dates of the photos it stands beside. */
  photosOn?: readonly string[];
}

export function GoalChart({ goal, photosOn = [] }: GoalChartProps) {
  const chart = chartOf(goal, photosOn);
  if (!chart) return null;
  return (
    <figure class="goal-chart gap-4" aria-hidden="true">
      <div class="plot">
        {chart.change && <Band class="may-change" span={chart.change} />}
        {chart.fair && <Band class="fair" span={chart.fair} />}
        {chart.photos.map((x) => (
          <i class="photo-line" key={x} ref={(line) => line?.style.setProperty("inset-inline-start", `${x}%`)} />
        ))}
        {chart.points.map(({ x, y }) => (
          <i class="point" key={`${x}-${y}`} ref={(dot) => placed(dot, x, y)} />
        ))}
      </div>
      <Legend photos={chart.photos.length} />
    </figure>
  );
}

function Legend({ photos }: { photos: number }) {
  return (
    <figcaption class="label">
      <span>
        <i class="swatch may-change" /> A first change may show
      </span>
      <span>
        <i class="swatch fair" /> A fair look
      </span>
      {photos > 0 && (
        <span>
          <i class="swatch photo-line" /> {photos === 1 ? "This photo" : "These photos"}
        </span>
      )}
    </figcaption>
  );
}

function Band({ class: name, span: [from, to] }: { class: string; span: [number, number] }) {
  return (
    <i
      class={`band-of-time ${name}`}
      ref={(band) => {
        band?.style.setProperty("inset-inline-start", `${from}%`);
        band?.style.setProperty("width", `${to - from}%`);
      }}
    />
  );
}

/** By script, since the page's policy takes no styles written into it. */
function placed(dot: HTMLElement | null, x: number, y: number): void {
  dot?.style.setProperty("inset-inline-start", `${x}%`);
  dot?.style.setProperty("top", `${y}%`);
}
