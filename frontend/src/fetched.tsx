/** Parts of a screen that are fetched after it is painted; until then, and without a connection, nothing stands there. */
import type { ComponentType } from "preact";
import { partOf } from "./part.ts";

/** A component that stands for one that is still to be fetched; `place` is the class that keeps its place free. */
export function fetched<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>, place: string): ComponentType<Props> {
  const usePart = partOf(fetchPart);
  return function Fetched(props: Props) {
    const Part = usePart();
    return Part === null || Part === "missing" ? <div class={place} /> : <Part {...props} />;
  };
}
