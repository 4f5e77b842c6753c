/** Every request the app makes, by name. */
import { forPatient } from "../../sw/for-patient.ts";
import { ownerNow } from "../offline/owner.ts";
import { ApiProblem, OFFLINE, problemFrom } from "./problem.ts";
import type {
  Caller,
  ChosenValue,
  Course,
  CourseEdit,
  Diary,
  Me,
  MeEdit,
  NewAccount,
  NewCourse,
  NewVisit,
  Plan,
  Preview,
  ProtocolSummary,
  QuestionList,
  Visit,
  VisitDraft,
} from "./types.ts";

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

// Longer than a slow line needs; without it a line that swallows everything would keep the reader waiting for ever.
const ANSWER_LIMIT_MS = 20_000;

/** Sends one request; throws ApiProblem for every answer that is not a 2xx, and for no answer. */
export async function request<T>(fetcher: Fetch, method: string, path: string, body?: unknown): Promise<T> {
  const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
  const headers = { Accept: "application/json", ...forPatient(ownerNow()) };
  const init: RequestInit = { method, signal, credentials: "same-origin", headers };
  if (body !== undefined) {
    init.headers = { ...headers, "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetcher(path, init);
  } catch {
    throw new ApiProblem(0, "offline", OFFLINE);
  }
  const read = await readJson(response);
  if (!response.ok) throw problemFrom(response.status, read);
  return read as T;
}

/** The body as JSON; null when there is none. An answer cut short counts as no answer. */
async function readJson(response: Response): Promise<unknown> {
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  if (!isJson || response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    throw new ApiProblem(0, "offline", OFFLINE);
  }
}

/** The server's routes as functions. */
export function clientOver(fetcher: Fetch) {
  const send = <T>(method: string, path: string, body?: unknown) => request<T>(fetcher, method, path, body);
  const at = encodeURIComponent;
  return {
    caller: () => send<Caller>("GET", "/api/session"),
    me: () => send<Me>("GET", "/api/me"),
    changeMe: (edit: MeEdit) => send<Me>("PATCH", "/api/me", edit),
    signUp: (account: NewAccount) => send<Me>("POST", "/api/account", account),
    signIn: (name: string, passphrase: string) => send<Me>("POST", "/api/session", { name, passphrase }),
    signOut: () => send<null>("DELETE", "/api/session"),
    plan: () => send<Plan>("GET", "/api/plan"),
    opened: (zone: string, seen: string[]) => send<object>("POST", "/api/opened", { zone, seen }),
    questions: (courseId: string) => send<QuestionList>("GET", `/api/courses/${at(courseId)}/questions`),
    diary: () => send<Diary>("GET", "/api/diary"),
    protocol: () => send<ProtocolSummary>("GET", "/api/protocol"),
    addCourse: (course: NewCourse) => send<Course>("POST", "/api/courses", course),
    changeCourse: (id: string, edit: CourseEdit) => send<Course>("PATCH", `/api/courses/${at(id)}`, edit),
    setValue: (courseId: string, param: string, value: number, setBy: ChosenValue["set_by"]) =>
      send<{ value: number; warning: string | null }>(
        "PUT",
        `/api/courses/${at(courseId)}/values`,
        { param, value, set_by: setBy },
      ),
    dropValue: (courseId: string, param: string) =>
      send<null>("POST", `/api/courses/${at(courseId)}/values/reset`, { param }),
    addVisit: (courseId: string, visit: NewVisit) => send<Visit>("POST", `/api/courses/${at(courseId)}/visits`, visit),
    changeVisit: (id: string, edit: VisitDraft) => send<Visit>("PATCH", `/api/visits/${at(id)}`, edit),
    previewVisit: (id: string, edit: VisitDraft) => send<Preview>("POST", `/api/visits/${at(id)}/preview`, edit),
  };
}

export type Client = ReturnType<typeof clientOver>;

const fetchHere: Fetch = (path, init) => fetch(path, init);

export const api: Client = clientOver(fetchHere);

/** The same requests by address, for the parts of the app that are fetched later. */
export const byAddress = {
  get: <T>(path: string) => request<T>(fetchHere, "GET", path),
  post: <T>(path: string, body: object) => request<T>(fetchHere, "POST", path, body),
  delete: (path: string) => request<null>(fetchHere, "DELETE", path),
};
