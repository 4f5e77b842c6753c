/** Who is signed in on this phone. */
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import { PHOTO_DATABASE } from "../sw/photo-database.ts";
import { api } from "./api/client.ts";
import { ApiProblem } from "./api/problem.ts";
import type { Me } from "./api/types.ts";
import { comeIn, forgetAll, lastKnown } from "./offline/last-known.ts";
import { isGivenUp } from "./offline/owner.ts";
import { isSignOutOwed, signOutIsPaid, stillOwes } from "./offline/owed-sign-out.ts";
import { drain, emptyQueue, queueNow, reread } from "./offline/queue.ts";
import { byHand } from "./offline/queued.ts";

export type Session =
  | { state: "asking" }
  | { state: "unreachable"; problem: ApiProblem }
  /**
   * lost: how many things were kept here, not sent yet, when the server ended the session.
   * isOwed: the patient signed out without a line, and the server does not know it yet.
   */
  | { state: "out"; wasIn: boolean; lost: number; isOwed: boolean }
  | { state: "in"; me: Me };

export interface SessionControl {
  session: Session;
  enter(me: Me): void;
  /** Ends the session on the screen and wipes this phone; `isWanted` when the reader asked for it. */
  leave(isWanted?: boolean): void;
  ask(): void;
}

export const SessionContext = createContext<SessionControl | null>(null);

/** Shows who was signed in here last, at once, and asks the server who is. */
export function useSessionState(): SessionControl {
  const [session, setSession] = useState<Session>({ state: "asking" });
  const turn = useRef(0);
  const enter = useCallback((me: Me) => {
    turn.current += 1;
    signOutIsPaid();
    void comeIn(me.id, false);
    setSession({ state: "in", me });
  }, []);
  const end = useCallback((isWanted: boolean) => {
    const lost = isWanted ? 0 : byHand(queueNow().waiting).filter(({ owner }) => owner !== undefined).length;
    setSession((was) => ended(was, isWanted, lost));
    void wipePhone(isWanted);
  }, []);
  const patientId = session.state === "in" ? session.me.id : null;
  // A slow answer to whoever was signed in before does not sign out whoever is now.
  const leave = useCallback((isWanted = false) => isGivenUp(patientId) || end(isWanted), [patientId, end]);
  const ask = useCallback(() => {
    const mine = ++turn.current;
    void findOut((found) => {
      // Somebody has come in while the server answered who is.
      if (mine !== turn.current) return;
      if (found.state === "out") end(false);
      else setSession((was) => (found.state === "unreachable" && was.state === "in" ? was : found));
    });
  }, [end]);
  useEffect(ask, [ask]);
  useTellingOnLine(ask);
  return { session, enter, leave, ask };
}

/** Several requests may find out at once; the first of them tells. */
function ended(was: Session, isWanted: boolean, lost: number): Session {
  const isOwed = isSignOutOwed();
  return was.state === "out" ? { ...was, isOwed } : { state: "out", wasIn: was.state === "in" && !isWanted, lost, isOwed };
}

/** A sign-out the server does not know yet is told as soon as there is a line. */
function useTellingOnLine(ask: () => void): void {
  useEffect(() => {
    const onLine = () => {
      if (isSignOutOwed()) ask();
    };
    addEventListener("online", onLine);
    return () => removeEventListener("online", onLine);
  }, [ask]);
}

/** Tells who is in: from this phone first, then from the server, whose word counts. */
async function findOut(tell: (session: Session) => void): Promise<void> {
  // Out, whether or not the server hears of it just now: a line that comes and goes leaves no doubt.
  if (isSignOutOwed()) return tell({ state: "out", wasIn: false, lost: 0, isOwed: await stillOwes(api.signOut) });
  const answer = api.caller().then(
    ({ me }): Session => (me ? { state: "in", me } : { state: "out", wasIn: false, lost: 0, isOwed: false }),
    (problem: unknown): Session => {
      if (!(problem instanceof ApiProblem)) throw problem;
      return { state: "unreachable", problem };
    },
  );
  const known = await lastKnown();
  if (known) tell({ state: "in", me: known.me });
  const found = await answer;
  // Somebody may have signed out or in here, in another tab, while the server answered.
  if (found.state === "in" && !(await comeIn(found.me.id, true))) return findOut(tell);
  tell(found);
}

async function wipePhone(isWanted: boolean): Promise<void> {
  emptyQueue();
  const wasTheirs = await forgetAll(isWanted);
  if (!isWanted) {
    // What notifications sent needs no sign-in, and still gets through.
    await reread();
    return drain();
  }
  // Photos outlive a session that expired: they are sent once the same patient is back.
  if (wasTheirs) indexedDB.deleteDatabase(PHOTO_DATABASE);
  // A page loaded anew holds nothing of before in its memory, and starts the service worker again.
  location.reload();
}

export function useSession(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error("useSession is called outside the app.");
  return control;
}

/** The signed-in patient; only for screens that show to a signed-in patient. */
export function useMe(): { me: Me; setMe(me: Me): void } {
  const { session, enter } = useSession();
  if (session.state !== "in") throw new Error("useMe is called by a screen for everyone.");
  return { me: session.me, setMe: enter };
}
