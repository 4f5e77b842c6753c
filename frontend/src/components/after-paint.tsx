/** What stands further down a screen and may come a moment later, so that a slow phone is not deaf while it is made. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

export function AfterPaint({ children }: { children: ComponentChildren }) {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    // A timer in a frame runs after that frame is on the screen.
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted ? <>{children}</> : null;
}
