/** The plan the server computed last, kept on the screen while a newer one is fetched. */
import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { api } from "./api/client.ts";
import { ApiProblem } from "./api/problem.ts";
import type { Plan } from "./api/types.ts";
import { onPlanChanged } from "./plan-changed.ts";
import { useSession } from "./session.ts";

export interface PlanControl {
  plan: Plan | null;
  problem: ApiProblem | null;
  /** Fetches the plan again; resolves when the screen has it, or knows why not. */
  refresh(): Promise<void>;
  /** The server's time now, as an ISO instant: right even where the phone's clock is not. */
  now(): string;
}

const PlanContext = createContext<PlanControl | null>(null);

interface Held {
  plan: Plan;
  receivedAt: number;
}

export function PlanProvider({ children }: { children: ComponentChildren }) {
  const { leave } = useSession();
  const [held, setHeld] = useState<Held | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = useRef(0);
  const refresh = useCallback(async () => {
    const turn = ++asked.current;
    try {
      const plan = await api.plan();
      if (turn !== asked.current) return;
      setHeld({ plan, receivedAt: performance.now() });
      setProblem(null);
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem)) throw thrown;
      if (thrown.status === 401) leave();
      else setProblem(thrown);
    }
  }, [leave]);
  useRefreshing(refresh);
  const now = useCallback(() => nowFrom(held), [held]);
  const control = useMemo(() => ({ plan: held?.plan ?? null, problem, refresh, now }), [held, problem, refresh, now]);
  return <PlanContext.Provider value={control}>{children}</PlanContext.Provider>;
}

export function usePlan(): PlanControl {
  const control = useContext(PlanContext);
  if (!control) throw new Error("usePlan is called outside the signed-in part of the app.");
  return control;
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

function nowFrom(held: Held | null): string {
  if (!held) return new Date().toISOString();
  return new Date(Date.parse(held.plan.now) + (performance.now() - held.receivedAt)).toISOString();
}
