/** Which answers were taken along from an earlier course. A plan kept by the version before names none. */
import type { Course } from "../api/types.ts";

export const fromBefore = (course: Course): readonly string[] => (course as Partial<Course>).from_before ?? [];

export const isFromBefore = (course: Course, question: string): boolean => fromBefore(course).includes(question);
