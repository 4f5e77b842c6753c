/** What may be done with a course as a whole, and what each of it means. */
import type { Course, CourseEdit } from "../api/types.ts";

export interface CourseChoice {
  name: string;
  hint: string;
  question: string;
  means: string;
  yes: string;
  edit: CourseEdit;
}

const PAUSE: CourseChoice = {
  name: "Pause the course",
  hint: "Illness, travel, or waiting for your clinic",
  question: "Pause the course?",
  means: "Reminders stop, except those for healing after your last session. Your dates stay as they are.",
  yes: "Pause it",
  edit: { paused: true },
};

const RESUME: CourseChoice = {
  name: "Go on with the course",
  hint: "Reminders start again",
  question: "Go on with the course?",
  means: "Reminders start again from today. Please check that your dates still hold.",
  yes: "Go on",
  edit: { paused: false },
};

const FINISH: CourseChoice = {
  name: "All sessions are behind me",
  hint: "After-care and result photos go on",
  question: "Is your last session behind you?",
  means: "No more sessions are expected. After-care, sunscreen and result photos go on.",
  yes: "It is",
  edit: { done: true },
};

const UNFINISH: CourseChoice = {
  name: "There will be another session",
  hint: "Take back that the course is done",
  question: "Will there be another session?",
  means: "The course goes on. Add the date when you have it.",
  yes: "There will",
  edit: { done: false },
};

const CLOSE: CourseChoice = {
  name: "Close the course",
  hint: "Ends all its reminders",
  question: "Close the course?",
  means: "This ends all its reminders, healing checks too. What you noted stays with you.",
  yes: "Close it",
  edit: { closed: true },
};

const REOPEN: CourseChoice = {
  name: "Open the course again",
  hint: "Its reminders start again",
  question: "Open the course again?",
  means: "Its reminders start again from today.",
  yes: "Open it",
  edit: { closed: false },
};

/** The choices a course offers in the state it is in. */
export function choicesFor(course: Pick<Course, "state">): CourseChoice[] {
  switch (course.state) {
    case "running":
      return [PAUSE, FINISH, CLOSE];
    case "paused":
      return [RESUME, CLOSE];
    case "done":
      return [UNFINISH, CLOSE];
    case "closed":
      return [REOPEN];
  }
}
