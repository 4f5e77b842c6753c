/** How check-ins, their poses and the photos that wait are said. Pure. */
import type { RefusedPhoto, WaitingPhoto } from "../../sw/photo-outbox.ts";
import { capital, longDay, nearDay } from "../words/dates.ts";
import { areaWord, joinedByAnd } from "../words/names.ts";
import type { CheckIn, CourseCheckIns, WantedPose } from "./api.ts";
import type { Sent } from "./put-told.ts";
import type { PhotoQueue } from "./queue.ts";

/** safe: on the server · here: still on this phone only · missing: not taken. */
export type PoseState = "safe" | "here" | "missing";

const STATES: Record<PoseState, string> = {
  safe: "Safe on the server",
  here: "On this phone, not sent yet",
  missing: "Not taken yet",
};

export const poseStateWords = (state: PoseState): string => STATES[state];

export function poseState(wanted: WantedPose, checkIn: string, courseId: string, waiting: readonly WaitingPhoto[]): PoseState {
  if (waiting.some((photo) => isOf(photo, wanted, checkIn, courseId))) return "here";
  return wanted.is_taken ? "safe" : "missing";
}

function isOf(photo: WaitingPhoto, wanted: WantedPose, checkIn: string, courseId: string): boolean {
  const isSet = photo.course_id === courseId && photo.check_in === checkIn;
  return isSet && photo.area === wanted.area && photo.pose === wanted.pose;
}

/** What tells a pose from the others of its set: two areas may both have a front. */
export const poseKey = ({ area, pose }: Pick<WantedPose, "area" | "pose">): string => `${area}/${pose}`;

/** The poses nobody has taken: neither on the server nor on this phone. An extra one is never missing. */
export function missingPoses({ id, poses }: CheckIn, courseId: string, waiting: readonly WaitingPhoto[]): WantedPose[] {
  return poses.filter((wanted) => !wanted.is_extra && poseState(wanted, id, courseId, waiting) === "missing");
}

/** The poses to show in a list: the extra ones only once they are taken. */
export function listedPoses({ id, poses }: CheckIn, courseId: string, waiting: readonly WaitingPhoto[]): WantedPose[] {
  return poses.filter((wanted) => !wanted.is_extra || poseState(wanted, id, courseId, waiting) !== "missing");
}

/** Whether any view will do, as of a symptom to show the clinic. */
export const isFree = ({ poses }: { poses: readonly WantedPose[] }): boolean => poses.every(({ is_extra }) => is_extra);

/** How long a set is open, and what is still to take: "Due today. 5 photos to take." */
export function setWords(checkIn: CheckIn, missing: number, todayOn: string): string {
  const { poses, closes_on } = checkIn;
  if (isFree(checkIn)) return `${closes_on === todayOn ? "Until tonight" : `Until ${longDay(closes_on)}`}. Any view, as many as you like.`;
  return `${openWords(checkIn, todayOn)}. ${missingWords(missing, poses.filter(({ is_extra }) => !is_extra).length)}.`;
}

/** "Due today", "Until Thursday 3 December" */
export function openWords({ due_on, closes_on }: CheckIn, todayOn: string): string {
  if (due_on > todayOn) return `Due ${nearDay(due_on, todayOn)}`;
  if (closes_on === todayOn) return "Due today";
  return `Take them by ${longDay(closes_on)}`;
}

/** "5 photos to take", "2 of 5 photos are missing" */
export function missingWords(missing: number, all: number): string {
  if (missing === 0) return all === 1 ? "The photo is taken" : `All ${all} photos are taken`;
  if (all === 1) return "The photo is not taken yet";
  if (missing === all) return `${all} photos to take`;
  return missing === 1 ? `1 of ${all} photos is missing` : `${missing} of ${all} photos are missing`;
}

const OFF: Record<NonNullable<CourseCheckIns["off"]>, string> = {
  under_age: "Photos are only for people of 18 and over. Everything else works without them.",
  intimate_area: "For this area we keep no photos. Everything else works without them.",
};

export const offWords = (off: NonNullable<CourseCheckIns["off"]>): string => OFF[off];

/** "We keep no photos of your breast." */
export const neverWords = (areas: readonly string[]): string => `We keep no photos of your ${joinedByAnd(areas.map(areaWord))}.`;

/** "3 photos are still on this phone." */
export function hereWords(count: number): string {
  return `${count === 1 ? "1 photo is" : `${count} photos are`} still on this phone only. Keep the app on it: we send them when there is a line.`;
}

export function safeWords(count: number): string {
  return `${count === 1 ? "1 photo is" : `${count} photos are`} safe on the server.`;
}

type Sending = NonNullable<PhotoQueue["sending"]>;

/** "Sending photo 2 of 3." */
export function sendingWords({ done, of }: Sending): string {
  return `Sending photo ${Math.min(done + 1, of)} of ${of}.`;
}

/** How many photos have gone, the one on its way in part. */
export function sentShare({ done, of, now }: Sending): number {
  return Math.min(of, done + (now && now.of > 0 ? now.bytes / now.of : 0));
}

const KB = 1000;

/** "240 of 480 kB of this photo sent: 50 percent." */
export function sentWords({ bytes, of }: Sent): string {
  const percent = of > 0 ? Math.floor((100 * bytes) / of) : 0;
  const all = Math.max(1, Math.round(of / KB));
  return `${Math.min(all, Math.round(bytes / KB))} of ${all} kB of this photo sent: ${percent} percent.`;
}

/** What was refused, and what to do. */
export function refusedPhotoWords({ photo, sentence }: RefusedPhoto, label: string): string {
  return `${capital(label || photo.pose.replaceAll("_", " "))}: ${sentence ?? "This photo could not be kept. Please take it again."}`;
}
