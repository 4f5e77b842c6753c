/** Lists of photos are blurred until the reader asks: a phone is looked at in the bus, too. */
import type { ComponentChildren } from "preact";
import { useAlbum } from "./album.tsx";

export function VeilSwitch() {
  const { isVeiled, veil } = useAlbum();
  return (
    <label class="switch-line gap-4">
      <span>Blur the pictures</span>
      <input type="checkbox" role="switch" class="switch" checked={isVeiled} onChange={() => veil(!isVeiled)} />
    </label>
  );
}

export function Veiled({ children }: { children: ComponentChildren }) {
  const { isVeiled } = useAlbum();
  return <div class={isVeiled ? "veiled" : undefined}>{children}</div>;
}
