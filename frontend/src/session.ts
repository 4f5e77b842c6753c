/** Who is signed in on this phone. */
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import { api } from "./api/client.ts";
import { ApiProblem } from "./api/problem.ts";
import type { Me } from "./api/types.ts";

export type Session =
  | { state: "asking" }
  | { state: "unreachable"; problem: ApiProblem }
  | { state: "out"; wasIn: boolean }
  | { state: "in"; me: Me };

export interface SessionControl {
  session: Session;
  enter(me: Me): void;
  /** Ends the session on the screen; `isWanted` when the reader asked for it. */
  leave(isWanted?: boolean): void;
  ask(): void;
}

export const SessionContext = createContext<SessionControl | null>(null);

/** Asks the server who is signed in, once at the start, and keeps the answer. */
export function useSessionState(): SessionControl {
  const [session, setSession] = useState<Session>({ state: "asking" });
  const enter = useCallback((me: Me) => setSession({ state: "in", me }), []);
  const leave = useCallback(
    (isWanted = false) => setSession((was) => ({ state: "out", wasIn: was.state === "in" && !isWanted })),
    [],
  );
  const ask = useCallback(() => {
    api.me().then(enter, (problem: unknown) => {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (problem.status === 401) leave();
      else setSession({ state: "unreachable", problem });
    });
  }, [enter, leave]);
  useEffect(ask, [ask]);
  return { session, enter, leave, ask };
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
