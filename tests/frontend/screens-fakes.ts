/** Plans, days, steps and visits to show, each complete, with only what a test is about said. */
import type { Action, Course, Day, Item, Plan, Visit } from "../../frontend/src/api/types.ts";

export const COURSE_ID = "c0000000-0000-4000-8000-000000000001";

export function action(edit: Partial<Action>): Action {
  return { label: "Done", does: null, answers: [], phone: null, opens: null, ...edit };
}

export function item(edit: Partial<Item> = {}): Item {
  return {
    key: "sunscreen",
    course_id: COURSE_ID,
    visit_id: null,
    step: "A12",
    shows: "push",
    what: "task",
    title: "Sunscreen: SPF 30+ today",
    body: "Mineral, broad-spectrum, on calm closed skin.",
    guide: null,
    why: "Sun on healing skin can leave dark marks.",
    rank: 1,
    critical: false,
    quick_done: true,
    on: "2026-11-19",
    due_at: "2026-11-19T07:00:00Z",
    valid_until: "2026-11-19T23:00:00Z",
    state: "open",
    is_late: false,
    shown_at: null,
    wake_at: null,
    actions: [action({ does: "done" }), action({ label: "Later", does: "later" })],
    ...edit,
  };
}

export function day(on: string, edit: Partial<Day> = {}): Day {
  return { course_id: COURSE_ID, on, level: 0, label: "", visit: null, phase: null, done: null, ...edit };
}

export function visit(edit: Partial<Visit> = {}): Visit {
  return {
    id: "v3",
    course_id: COURSE_ID,
    kind: "session",
    state: "booked",
    number: 3,
    start: "2026-11-17T13:45",
    zone: "Europe/Berlin",
    minutes: 60,
    place: "",
    phone: "",
    travel_minutes: null,
    starts_at: "2026-11-17T12:45:00Z",
    arrive_at: null,
    call_first: false,
    ended_at: null,
    warnings: [],
    record: [],
    ...edit,
  };
}

export function course(edit: Partial<Course> = {}): Course {
  return {
    id: COURSE_ID,
    protocol_version: "2026-11-21",
    sessions: 4,
    state: "running",
    held_at: null,
    open_questions: [],
    from_before: [],
    facts: { area: "face" },
    visits: [visit()],
    values: [],
    phases: [],
    warnings: [],
    ...edit,
  };
}

export function plan(today: Partial<Plan["today"]> = {}, edit: Partial<Plan> = {}): Plan {
  return {
    now: "2026-11-19T07:05:00Z",
    zone: "Europe/Berlin",
    emergency_number: "112",
    emergency_place: "the European Union",
    courses: [course()],
    today: {
      title: "Day 2",
      label: "After session 3 of 4",
      course_id: COURSE_ID,
      healing: null,
      outstanding: [],
      later: [],
      settled: [],
      next: null,
      notices: [],
      standing: [],
      switches: [],
      ...today,
    },
    coming: [],
    days: [],
    permissions: { until: "2027-01-18T07:05:00Z", activities: [], rules: [] },
    ...edit,
  };
}
