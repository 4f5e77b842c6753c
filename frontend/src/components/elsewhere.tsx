/** Sends the reader on; shows nothing meanwhile. */
import { useEffect } from "preact/hooks";
import { goTo } from "../navigation.ts";

export function Elsewhere({ href }: { href: string }) {
  useEffect(() => goTo(href, true), [href]);
  return <Waiting />;
}

/** An empty screen that says it is on its way. */
export function Waiting() {
  return (
    <main id="content" aria-busy="true">
      <p class="label" role="status">
        One moment
      </p>
    </main>
  );
}
