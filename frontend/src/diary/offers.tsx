/** What can be written down: a list of what is seen and felt, one tap each. */
import type { Course, Offer, Plan } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import type { Chosen } from "../today/worry.tsx";
import { areaName } from "../words/names.ts";
import { offersOf } from "./offered.ts";
import { useDiary } from "./use-diary.ts";

interface OffersProps {
  plan: Plan;
  onChoose: (chosen: Chosen) => void;
}

export function Offers({ plan, onChoose }: OffersProps) {
  const { diary } = useDiary();
  // The course Today is named after comes first: a list is long, and this one is the likelier.
  const isFirst = ({ id }: Course) => Number(id === plan.today.course_id);
  const open = plan.courses.filter(({ state }) => state !== "closed").sort((a, b) => isFirst(b) - isFirst(a));
  return (
    <section class="gap-6" aria-labelledby="offers">
      <h2 id="offers">Write it down</h2>
      <p class="quiet gap-2">Tap what you see or feel. We say how soon to ask.</p>
      {diary &&
        open.map((course) => (
          <div key={course.id}>
            {open.length > 1 && <h3 class="gap-5">{areaName(course)}</h3>}
            <OfferList offers={offersOf(diary, course.id)} onChoose={(offer) => onChoose({ courseId: course.id, offer })} />
          </div>
        ))}
      <ul class="rows gap-5">
        <li>
          <RowLink href="#/diary" name="Your diary" label="All you wrote down, to show your clinic" />
        </li>
      </ul>
    </section>
  );
}

function OfferList({ offers, onChoose }: { offers: readonly Offer[]; onChoose: (offer: Offer) => void }) {
  return (
    <div class="answers gap-4" role="group" aria-label="What you see or feel">
      {offers.map((offer) => (
        <button type="button" key={offer.symptom} onClick={() => onChoose(offer)}>
          <i class="ring" />
          <span>{offer.label}</span>
        </button>
      ))}
    </div>
  );
}
