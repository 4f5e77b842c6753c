/** Which courses' further questions were gone through: Today then no longer offers them on this phone. */
import { kept } from "../../sw/storage.ts";
import { keeping } from "../offline/owner.ts";

const NAME = "questions-put-away";

export async function putAway(courseId: string): Promise<void> {
  const keep = keeping();
  const before = await putAwayCourses();
  await keep(NAME, [...new Set([...before, courseId])]).catch((problem: unknown) =>
    console.warn("Not kept: that the questions were gone through.", problem),
  );
}

export async function putAwayCourses(): Promise<string[]> {
  return (await kept<string[]>(NAME).catch(() => null)) ?? [];
}
