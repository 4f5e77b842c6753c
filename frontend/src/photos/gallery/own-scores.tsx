/** The patient's own 0 to 10 over time, beside the photos: what they felt, never what we measured. */
import { usePlan } from "../../plan.tsx";
import { GoalChart } from "../../review/goal-chart.tsx";
import { reviewOf, useKept } from "../../review/kept.ts";
import "../../review/review.css";
import { ScoreList } from "../../review/score-list.tsx";
import { hrefTo } from "../../router.ts";
import { dateIn } from "../../words/dates.ts";
import { areaName } from "../../words/names.ts";
import type { Photo } from "./photo-words.ts";

interface OwnScoresProps {
  courseId: string;
  /** The photos that are compared above it; none on a screen that shows many. */
  photos?: readonly Photo[];
  /** Whether other courses stand beside it. */
  isNamed?: boolean;
}

export function OwnScores({ courseId, photos = [], isNamed = false }: OwnScoresProps) {
  const { found } = useKept(courseId, reviewOf);
  const { plan } = usePlan();
  const course = plan?.courses.find(({ id }) => id === courseId);
  // Without a line there is nothing to say here; the photos are not there either.
  if (!found || (!found.goal.scores.length && !course)) return null;
  const { goal } = found;
  const title = `scores-${courseId}`;
  return (
    <section class="gap-6" aria-labelledby={title}>
      <h2 id={title}>Your own scores{isNamed && course ? `: ${areaName(course)}` : ""}</h2>
      <p class="quiet gap-3">How near your goal you felt, from 0 to 10. Only you score; the app never rates your skin.</p>
      {goal.scores.length > 0 && (
        <>
          <GoalChart goal={goal} photosOn={photos.map(({ taken_at }) => dateIn(plan?.zone ?? "UTC", taken_at))} />
          <ScoreList goal={goal} />
        </>
      )}
      {course && (
        <p class="gap-3">
          <a class="text-key" href={hrefTo("course", courseId, "goal")}>{goal.scores.length ? "Add a score" : "Give your first score"}</a>
        </p>
      )}
    </section>
  );
}
