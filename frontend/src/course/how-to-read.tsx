/** What the dots of the field mean. */
import type { Course } from "../api/types.ts";
import { phaseLines } from "./course-words.ts";

export function HowToRead({ course }: { course: Course }) {
  return (
    <section class="gap-6" aria-labelledby="reading">
      <h2 id="reading">How to read the dots</h2>
      <p class="quiet gap-3">
        One dot is one day. A bigger dot asks for more care. A filled dot lies behind you, a ring lies ahead. A ring with a
        centre is a visit, and the warm dot is today: it fills as you go.
      </p>
      <p class="quiet gap-3">After a session, the dots stand closer or further apart with each phase of healing.</p>
      <Phases course={course} />
    </section>
  );
}

function Phases({ course }: { course: Course }) {
  return (
    <ul class="rows gap-3">
      {phaseLines(course).map(({ id, name, meaning }) => (
        <li class="row" key={id}>
          <Grain phase={id} />
          <span class="row-name">
            {name}
            <span class="label">{meaning}</span>
          </span>
        </li>
      ))}
    </ul>
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
