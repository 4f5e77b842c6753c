/** A part of the app that is fetched when it is first shown, and then kept. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A hook that gives the part; null until it is there, "missing" where it did not load. */
export function partOf<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>) {
  let Part: ComponentType<Props> | null = null;
  return function usePart(): ComponentType<Props> | "missing" | null {
    const [state, setState] = useState<"there" | "missing" | null>(null);
    useEffect(() => {
      if (Part) return;
      fetchPart().then(
        (found) => {
          Part = found;
          setState("there");
        },
        (problem: unknown) => {
          console.warn("A part of the app did not load:", problem);
          setState("missing");
        },
      );
    }, []);
    return Part ?? (state === "missing" ? state : null);
  };
}
