/** One guide: its drawing, its parts, and whose word it is. */
import type { GuideCard } from "../api/types.ts";
import { Waiting } from "../components/elsewhere.tsx";
import { Page, Title } from "../components/page.tsx";
import { Drawing } from "../drawings/drawing.tsx";
import type { DrawingName } from "../drawings/drawing.tsx";
import { useGuides } from "./guides.ts";

const CARE = { href: "#/care", to: "Care" };

export function GuideScreen({ number }: { number: string }) {
  const { guides, problem } = useGuides();
  if (!guides) return problem ? <NoGuide sentence={problem.message} /> : <Waiting />;
  const guide = guides.find(({ id }) => Number(id.slice(1)) === Number(number));
  return guide ? <Card guide={guide} /> : <NoGuide sentence="There is no guide with this number." />;
}

function NoGuide({ sentence }: { sentence: string }) {
  return (
    <Page name="Guide" back={CARE}>
      <Title class="page">This guide is not here</Title>
      <p class="quiet gap-3">{sentence}</p>
    </Page>
  );
}

function Card({ guide }: { guide: GuideCard }) {
  return (
    <Page name={"Guide: " + guide.page} back={CARE}>
      <Drawing name={guide.drawing as DrawingName} />
      <Title class="page gap-5" page={guide.id}>
        {guide.title}
      </Title>
      {guide.sections.map((section) => (
        <Section key={section.title} {...section} />
      ))}
      <details class="gap-6">
        <summary>Where this comes from</summary>
        <ul class="points">
          {guide.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </details>
      <p class="label gap-5">This app reminds and informs. It does not diagnose or treat. Your clinic's advice comes first.</p>
    </Page>
  );
}

function Section({ title, says, points }: GuideCard["sections"][number]) {
  return (
    <section class="gap-5">
      <h2>{title}</h2>
      {says.map((sentence) => (
        <p key={sentence} class="gap-2">
          {sentence}
        </p>
      ))}
      {points.length > 0 && (
        <ul class="points gap-3">
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
