/** Parts of a screen that are fetched after it is painted; until then, and without a connection, nothing stands there. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A component that stands for one that is still to be fetched; `place` is the class that keeps its place free. */
export function fetched<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>, place: string): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null;
  return function Fetched(props: Props) {
    const [, setTurn] = useState(0);
    useEffect(() => {
      if (Part) return;
      fetchPart().then(
        (found) => {
          Part = found;
          setTurn((turn) => turn + 1);
        },
        (problem: unknown) => console.warn("A part of this screen did not load:", problem),
      );
    }, []);
    return Part ? <Part {...props} /> : <div class={place} />;
  };
}
