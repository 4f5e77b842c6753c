/** The plan on the screen: the server's last one, kept on this phone, with what waits to be sent laid over it. */
import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { api, byAddress } from "./api/client.ts";
import { ApiProblem } from "./api/problem.ts";
import type { Me, Plan } from "./api/types.ts";
import { asOf } from "./offline/as-of.ts";
import { useBadge } from "./offline/badge.ts";
import { keepReady, knownNow, remember } from "./offline/last-known.ts";
import { forgetSent, onQueue, queueNow } from "./offline/queue.ts";
import type { Queue } from "./offline/queue.ts";
import { keysOf, withQueued } from "./offline/queued.ts";
import type { Reach } from "./offline/words.ts";
import { onPlanChanged } from "./plan-changed.ts";
import { useMe, useSession } from "./session.ts";

export interface PlanControl {
  plan: Plan | null;
  problem: ApiProblem | null;
  /** Whether the server has just answered, is being asked, or cannot be reached. */
  reach: Reach;
  queue: Queue;
  /** The keys of the steps whose answer is on this phone only. */
  unsent: ReadonlySet<string>;
  /** Fetches the plan again; resolves when the screen has it, or knows why not. */
  refresh(): Promise<void>;
  /** The server's time now, as an ISO instant: right even where the phone's clock is not. */
  now(): string;
}

export const PlanContext = createContext<PlanControl | null>(null);

interface Held {
  plan: Plan;
  /** How far the server's clock is ahead of the phone's, in milliseconds. */
  skew_ms: number;
  isFetched: boolean;
}

const MINUTE_MS = 60_000;

export function PlanProvider({ children }: { children: ComponentChildren }) {
  const { me } = useMe();
  const { held, problem, refresh } = useHeld(me);
  const queue = useQueue();
  const reach = reachOf(held, problem);
  const minute = useMinutes(reach !== "fresh");
  const now = useCallback(() => nowFrom(held), [held]);
  const plan = useMemo(() => shownPlan(held, reach, queue, me), [held, reach, queue, me, minute]);
  const unsent = useMemo(() => keysOf(queue.isStuck ? queue.waiting : []), [queue]);
  useBadge(plan);
  const control = useMemo(
    () => ({ plan, problem, reach, queue, unsent, refresh, now }),
    [plan, problem, reach, queue, unsent, refresh, now],
  );
  return <PlanContext.Provider value={control}>{children}</PlanContext.Provider>;
}

export function usePlan(): PlanControl {
  const control = useContext(PlanContext);
  if (!control) throw new Error("usePlan is called outside the signed-in part of the app.");
  return control;
}

function useHeld(me: Me) {
  const { leave } = useSession();
  const [held, setHeld] = useState<Held | null>(() => heldBefore(me));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = useRef(0);
  const refresh = useCallback(async () => {
    const turn = ++asked.current;
    const { sent } = queueNow();
    try {
      const plan = await api.plan();
      if (turn !== asked.current) return;
      setHeld({ plan, skew_ms: Date.parse(plan.now) - Date.now(), isFetched: true });
      setProblem(null);
      forgetSent(sent);
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem)) throw thrown;
      if (thrown.status === 401) leave();
      else if (turn === asked.current) setProblem(thrown);
    }
  }, [leave]);
  useRefreshing(refresh);
  useEffect(() => {
    if (held?.isFetched) void remember({ me, plan: held.plan, skew_ms: held.skew_ms });
  }, [held, me]);
  useKeepingReady(held?.isFetched ?? false);
  return { held, problem, refresh };
}

/** Once there is a line, what other screens need without one. */
function useKeepingReady(isFetched: boolean): void {
  useEffect(() => {
    if (!isFetched) return;
    void keepReady("protocol", api.protocol);
    void keepReady("diary", api.diary);
    void keepReady("guides", () => byAddress.get("/api/guides"));
  }, [isFetched]);
}

/** What this phone kept of this patient. */
function heldBefore(me: Me): Held | null {
  const known = knownNow();
  return known?.me.id === me.id ? { plan: known.plan, skew_ms: known.skew_ms, isFetched: false } : null;
}

/** Fetches at the start, whenever the app is looked at again, when the connection comes back, and when told. */
function useRefreshing(refresh: () => Promise<void>): void {
  useEffect(() => {
    void refresh();
    const onLook = () => {
      if (document.visibilityState === "visible") void refresh();
    };
    document.addEventListener("visibilitychange", onLook);
    addEventListener("online", onLook);
    const forget = onPlanChanged(() => void refresh());
    return () => {
      forget();
      document.removeEventListener("visibilitychange", onLook);
      removeEventListener("online", onLook);
    };
  }, [refresh]);
}

function useQueue(): Queue {
  const [queue, setQueue] = useState(queueNow);
  useEffect(() => {
    const tell = () => setQueue(queueNow());
    tell();
    return onQueue(tell);
  }, []);
  return queue;
}

/** A number that grows each minute while it is running: what is due changes without the server. */
function useMinutes(isRunning: boolean): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setMinute((count) => count + 1), MINUTE_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return minute;
}

function reachOf(held: Held | null, problem: ApiProblem | null): Reach {
  if (problem) return problem.code === "offline" ? "offline" : "failing";
  return held?.isFetched ? "fresh" : "asking";
}

function shownPlan(held: Held | null, reach: Reach, { sent, waiting }: Queue, clocks: Me): Plan | null {
  if (!held) return null;
  const plan = reach === "fresh" ? held.plan : asOf(held.plan, nowFrom(held));
  return withQueued(plan, [...sent, ...waiting], clocks);
}

function nowFrom(held: Held | null): string {
  return new Date(Date.now() + (held?.skew_ms ?? 0)).toISOString();
}
