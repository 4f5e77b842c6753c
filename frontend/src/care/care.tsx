/** Care: what may be done now, the guides, and help. */
import { useState } from "preact/hooks";
import type { GuideCard, Plan } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { guideHref } from "../router.ts";
import { found } from "./finding.ts";
import { useGuides } from "./guides.ts";
import { MayI } from "./may-i.tsx";

export function CareScreen({ plan }: { plan: Plan }) {
  return (
    <Page name="Care">
      <Title class="page">Care</Title>
      <MayI plan={plan} />
      <GuidesSection />
      <section class="gap-6" aria-labelledby="worry-title">
        <h2 id="worry-title">Not sure, or not well?</h2>
        <ul class="rows gap-3">
          <li>
            <RowLink href="#/worry" name="Something worries me" />
          </li>
        </ul>
      </section>
    </Page>
  );
}

function GuidesSection() {
  const { guides, problem } = useGuides();
  return (
    <section class="gap-6" aria-labelledby="guides-title">
      <h2 id="guides-title">Guides</h2>
      {guides ? <Search guides={guides} /> : problem && <p class="quiet gap-2">The guides are not on this phone yet. {problem.message}</p>}
    </section>
  );
}

function Search({ guides }: { guides: readonly GuideCard[] }) {
  const [asked, setAsked] = useState("");
  const rows = found(guides, asked);
  return (
    <>
      <label class="label gap-3" for="find">
        Find a guide
      </label>
      <input class="input" id="find" type="search" autocomplete="off" value={asked} onInput={(event) => setAsked(event.currentTarget.value)} />
      <p class={asked.trim() ? "label gap-3" : "unseen"} role="status">
        {asked.trim() && countWords(rows.length)}
      </p>
      <ul class="rows gap-4">
        {rows.map(({ id, title }) => (
          <li key={id}>
            <RowLink href={guideHref(id)} name={title} />
          </li>
        ))}
      </ul>
    </>
  );
}

function countWords(count: number): string {
  if (count === 0) return "No guide has these words. Try one short word, or ask your clinic.";
  return count === 1 ? "1 guide" : `${count} guides`;
}
