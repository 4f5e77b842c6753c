/** The scores over the months, over a band that says from when a change, and a verdict, can be looked for. */
import { chartOf } from "./goal-words.ts";
import type { Goal } from "./goal-words.ts";

export function GoalChart({ goal }: { goal: Goal }) {
  const chart = chartOf(goal);
  if (!chart) return null;
  return (
    <figure class="goal-chart gap-4" aria-hidden="true">
      <div class="plot">
        {chart.change && <Band class="may-change" span={chart.change} />}
        {chart.fair && <Band class="fair" span={chart.fair} />}
        {chart.points.map(({ x, y }) => (
          <i class="point" key={`${x}-${y}`} ref={(dot) => placed(dot, x, y)} />
        ))}
      </div>
      <figcaption class="label">
        <span>
          <i class="swatch may-change" /> A first change may show
        </span>
        <span>
          <i class="swatch fair" /> A fair look
        </span>
      </figcaption>
    </figure>
  );
}

function Band({ class: name, span: [from, to] }: { class: string; span: [number, number] }) {
  return (
    <i
      class={`band-of-time ${name}`}
      ref={(band) => {
        band?.style.setProperty("left", `${from}%`);
        band?.style.setProperty("width", `${to - from}%`);
      }}
    />
  );
}

/** By script, since the page's policy takes no styles written into it. */
function placed(dot: HTMLElement | null, x: number, y: number): void {
  dot?.style.setProperty("left", `${x}%`);
  dot?.style.setProperty("top", `${y}%`);
}
