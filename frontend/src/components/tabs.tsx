/** The main screens, one word each; the warm dot is where you are. */
import { hrefTo } from "../router.ts";
import type { Tab } from "../router.ts";

const TABS: readonly [Tab, string][] = [
  ["today", "Today"],
  ["course", "Course"],
  ["photos", "Photos"],
  ["care", "Care"],
  ["settings", "Settings"],
];

export function Tabs({ current }: { current: Tab | null }) {
  return (
    <nav class="tabs" aria-label="Stipple">
      {TABS.map(([tab, name]) => (
        <a key={tab} href={hrefTo(tab)} aria-current={tab === current ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
