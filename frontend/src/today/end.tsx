/** The end of the day, and every other time without a step to do. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { KeyLink } from "../components/keys.tsx";
import { Drawing } from "../drawings/drawing.tsx";
import type { Ending } from "./ending.ts";

export function End({ ending, isNext }: { ending: Ending; isNext: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (isNext) heading.current?.focus();
  }, [isNext]);
  const { drawing, title, says, way, next } = ending;
  return (
    <section class="gap-6 arrives" aria-labelledby="now-title">
      <Drawing name={drawing} />
      <h2 class="now gap-5" id="now-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {says && <p class="quiet gap-2">{says}</p>}
      {next && (
        <p class="gap-4">
          <span class="label">Next: {next.when}</span>
          <br />
          <span dir="auto">{next.title}</span>
        </p>
      )}
      {way && (
        <div class="keys gap-5">
          <KeyLink href={way.href}>{way.name}</KeyLink>
        </div>
      )}
    </section>
  );
}
