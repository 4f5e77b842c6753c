/** The main screens, one word each; the warm dot is where you are. */
import { RowLink } from "./keys.tsx";
import { hrefTo } from "../router.ts";
import type { Tab } from "../router.ts";

const TABS: readonly [Tab, string][] = [
  ["today", "Today"],
  ["course", "Course"],
  ["photos", "Photos"],
  ["care", "Care"],
  ["settings", "Settings"],
];

interface TabsProps {
  current: Tab | null;
  /** True on Today: the way to help stands above the tabs, within reach of the thumb however much there is to do. */
  hasHelp: boolean;
}

export function Tabs({ current, hasHelp }: TabsProps) {
  return (
    <div class="foot">
      {hasHelp && (
        <aside class="help" aria-label="Help">
          <RowLink href="#/worry" name="Something worries me" />
        </aside>
      )}
      <nav class="tabs" aria-label="Stipple">
        {TABS.map(([tab, name]) => (
          <a key={tab} href={hrefTo(tab)} aria-current={tab === current ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </div>
  );
}
