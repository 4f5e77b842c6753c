/** What Today says when there is nothing to do just now: one drawing, one sentence, one way on. */
import type { Item, Plan } from "../api/types.ts";
import type { DrawingName } from "../drawings/drawing.tsx";
import { hrefTo } from "../router.ts";
import { capital, dateIn, nearTime } from "../words/dates.ts";
import { wasEndedEarly } from "../words/ended.ts";

export interface Ending {
  drawing: DrawingName;
  title: string;
  says: string | null;
  way: { href: string; name: string } | null;
  /** What comes next, and when; its title is the protocol's. */
  next: { when: string; title: string } | null;
}

export function endingOf(plan: Plan, now: string): Ending {
  const next = plan.today.next ? nextOf(plan.today.next, plan.zone, now) : null;
  return { ...(ofCourses(plan, now) ?? ofToday(plan, now)), next };
}

type Words = Omit<Ending, "next">;

/** What the courses as a whole have to say before the day has. */
function ofCourses(plan: Plan, now: string): Words | null {
  const { courses } = plan;
  const open = courses.filter(({ state }) => state !== "closed");
  if (open.length === 0) {
    const way = { href: "#/start", name: "Start another course" };
    const last = courses.at(-1);
    const title = last && wasEndedEarly(last, now) ? "You ended this course." : "Your course is finished.";
    return { drawing: "leaf", title, says: "All its dates stay under Course.", way };
  }
  if (open.every(({ state }) => state === "paused")) {
    const way = { href: "#/course", name: "Go to the course" };
    return { drawing: "leaf", title: "Your course is paused.", says: "Only the checks of healing skin go on.", way };
  }
  const undated = open.find(({ state, visits }) => state === "running" && !visits.some(({ state }) => state === "booked" || state === "ended"));
  if (!undated) return null;
  const way = { href: hrefTo("course", undated.id, "add"), name: "Add your first date" };
  const title = isMoreToday(plan, now) ? "Nothing to do just now." : "Nothing to do today.";
  return { drawing: "leaf", title, says: "Once your first session has a date, every step finds its day.", way };
}

function isMoreToday({ today: { later, next }, zone }: Plan, now: string): boolean {
  return later.length > 0 || (next !== null && dateIn(zone, next.wake_at ?? next.due_at) === dateIn(zone, now));
}

function ofToday(plan: Plan, now: string): Words {
  if (isMoreToday(plan, now)) return { drawing: "sun", title: "Nothing to do just now.", says: null, way: null };
  if (plan.today.settled.length > 0) return { drawing: "moon", title: "That is all for today.", says: null, way: null };
  return { drawing: "leaf", title: "Nothing to do today.", says: null, way: null };
}

function nextOf(next: Item, zone: string, now: string): Ending["next"] {
  return { when: capital(nearTime(next.wake_at ?? next.due_at, zone, now)), title: next.title };
}
