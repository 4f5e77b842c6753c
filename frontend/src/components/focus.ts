/** Where the focus goes when what had it leaves the screen. */
import { useLayoutEffect } from "preact/hooks";

/** For what opens in place of, or under, a key: when it goes, the focus goes back to that key. */
export function useFocusBack(): void {
  // At once: the next key may be pressed before an effect after the paint.
  useLayoutEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
}

// Time for whoever knows a better place to put the focus there.
const PATIENCE_MS = 100;

/** A net under everything else: a focus that would fall to the ground lands on the title of the screen. */
export function catchFocus(): void {
  let last: Element | null = null;
  addEventListener("focusin", ({ target }) => {
    last = target as Element;
  });
  const isLost = () => last !== null && !last.isConnected && document.activeElement === document.body;
  const rescue = () => {
    if (isLost()) document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  };
  const look = () => {
    if (isLost()) setTimeout(rescue, PATIENCE_MS);
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
