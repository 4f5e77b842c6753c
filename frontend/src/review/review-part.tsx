/** The pages of a course that are its patient's own: the list for the clinic, the goal, and what was paid. */
import type { Plan } from "../api/types.ts";
import { Elsewhere } from "../components/elsewhere.tsx";
import { CostsScreen } from "./costs-screen.tsx";
import { GoalScreen } from "./goal-screen.tsx";
import { ListScreen } from "./list-screen.tsx";
import "./review.css";

interface ReviewPartProps {
  plan: Plan;
  screen: "your-list" | "goal" | "costs";
  courseId: string;
}

export function ReviewPart({ plan, screen, courseId }: ReviewPartProps) {
  const course = plan.courses.find(({ id }) => id === courseId);
  if (!course) return <Elsewhere href="#/course" />;
  if (screen === "your-list") return <ListScreen course={course} />;
  return screen === "goal" ? <GoalScreen course={course} /> : <CostsScreen course={course} />;
}
