/** What the dots of the field mean. */
const PHASES = [
  ["closing", "Closing", "Day 0 to 3. The tiny holes close"],
  ["settling", "Settling", "Day 4 to 21. New tissue grows"],
  ["building", "Building", "From day 22. Slow change over months"],
] as const;

export function HowToRead() {
  return (
    <section class="gap-6" aria-labelledby="reading">
      <h2 id="reading">How to read the dots</h2>
      <p class="quiet gap-3">
        One dot is one day. A bigger dot asks for more care. A filled dot lies behind you, a ring lies ahead. A ring with a
        centre is a visit, and the warm dot is today: it fills as you go.
      </p>
      <ul class="rows gap-3">
        {PHASES.map(([phase, name, meaning]) => (
          <li class="row" key={phase}>
            <Grain phase={phase} />
            <span class="row-name">
              {name}
              <span class="label">{meaning}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Grain({ phase }: { phase: string }) {
  return (
    <span class={`grain ${phase}`} aria-hidden="true">
      {Array.from({ length: 12 }, (_, index) => (
        <i key={index} />
      ))}
    </span>
  );
}
