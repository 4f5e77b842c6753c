/** The screens of Care. */
import type { Plan } from "../api/types.ts";
import { CareScreen } from "./care.tsx";
import { GuideScreen } from "./guide-card.tsx";
import "./care.css";

export function CarePart({ guide, plan }: { guide: string | null; plan: Plan }) {
  return guide === null ? <CareScreen plan={plan} /> : <GuideScreen number={guide} key={guide} />;
}
