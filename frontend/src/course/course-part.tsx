/** The screens of the course and its visits. */
import type { Plan } from "../api/types.ts";
import type { Route } from "../router.ts";
import { AddVisitScreen } from "./add-visit.tsx";
import { ChangeVisitScreen } from "./change-visit.tsx";
import { CourseScreen } from "./course.tsx";
import { CourseListScreen } from "./dates.tsx";
import { lazily } from "../lazily.tsx";
import { NotesScreen } from "./notes.tsx";
import { visitIn, VisitScreen } from "./visit.tsx";
import "./course.css";

const AmountsScreen = lazily(async () => (await import("../review/amounts-form.tsx")).AmountsScreen);

function VisitCosts({ plan, visitId }: { plan: Plan; visitId: string }) {
  const visit = visitIn(plan, visitId);
  return <AmountsScreen course={plan.courses.find(({ id }) => id === visit?.course_id)} visit={visit} />;
}

export function CoursePart({ route, plan }: { route: Route; plan: Plan }) {
  switch (route.screen) {
    case "course-list":
      return <CourseListScreen plan={plan} />;
    case "visit":
      return <VisitScreen plan={plan} visitId={route.visit} key={route.visit} />;
    case "change-visit":
      return <ChangeVisitScreen plan={plan} visitId={route.visit} />;
    case "visit-notes":
      return <NotesScreen plan={plan} visitId={route.visit} />;
    case "visit-costs":
      return <VisitCosts plan={plan} visitId={route.visit} />;
    case "add-visit":
      return <AddVisitScreen plan={plan} courseId={route.course} />;
    default:
      return <CourseScreen plan={plan} />;
  }
}
