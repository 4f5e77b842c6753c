/** How reminders stand on this device: healed at every start, turned on and off from here. */
import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { byAddress } from "./api/client.ts";
import { onPlanChanged } from "./plan-changed.ts";
import { Installing } from "./push/install.ts";
import type { Offering } from "./push/install.ts";
import type { Env, Report } from "./push/reminders.ts";

// The browser makes its offer once, and early.
const installing = new Installing(window as unknown as Offering);

export type Doing = "checking" | "turning on" | "turning off";

export interface RemindersControl {
  report: Report | null;
  doing: Doing | null;
  check(): Promise<void>;
  turnOn(): Promise<void>;
  turnOff(): Promise<void>;
}

/** What can be done about reminders; fetched on its own, since the first of it is a check that no screen waits for. */
type Fetched = typeof import("./push/reminders.ts");
type Ways = Fetched & { env: Env };

type Work = (ways: Ways, tell: (report: Report) => void) => Promise<Report>;

let ways: Fetched | null = null;

async function fetchWays(): Promise<Fetched | null> {
  try {
    return (ways = await import("./push/reminders.ts"));
  } catch (problem) {
    console.warn("What puts reminders right did not load:", problem);
    return null;
  }
}

const NOT_FETCHED: Report = {
  state: "repair",
  device: null,
  isChecked: false,
  problem: "We could not reach Stipple's server. Check your connection and try again.",
  isReconnected: false,
  removedAt: null,
};

const check: Work = ({ heal, env }, tell) => heal(env, tell);

const RemindersContext = createContext<RemindersControl | null>(null);

export function RemindersProvider({ children }: { children: ComponentChildren }) {
  const { report, doing, during } = useDoing();
  useHealing(during);
  useProofHeard(report, doing, during);
  const control = useMemo(
    () => ({
      report,
      doing,
      check: () => during("checking", check),
      turnOn: () => during("turning on", ({ turnOn, env }, tell) => turnOn(env, tell)),
      turnOff: () => during("turning off", ({ turnOff, env }) => turnOff(env, report?.device?.id ?? null)),
    }),
    [report, doing, during],
  );
  return <RemindersContext.Provider value={control}>{children}</RemindersContext.Provider>;
}

/** One thing done at a time, and what came of it. */
function useDoing() {
  const [report, setReport] = useState<Report | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const turn = useRef(0);
  const isTurning = useRef(false);
  const during = useCallback(async (name: Doing, work: Work) => {
    // A check may hang for seconds: a tap goes before it, and its late report no longer counts.
    if (isTurning.current) return;
    isTurning.current = name !== "checking";
    const mine = ++turn.current;
    const tell = (found: Report) => {
      if (mine === turn.current) setReport(found);
    };
    setDoing(name);
    try {
      // What is here already starts within the tap: Safari asks for permission only then.
      const here = ways ?? (await fetchWays());
      tell(here ? await work({ ...here, env: here.browserEnv(byAddress) }, tell) : NOT_FETCHED);
    } finally {
      if (mine === turn.current) {
        setDoing(null);
        isTurning.current = false;
      }
    }
  }, []);
  return { report, doing, during };
}

/** How reminders stand here, and the ways to change it. */
export function useReminders(): RemindersControl {
  const control = useContext(RemindersContext);
  if (!control) throw new Error("useReminders is called outside the signed-in part of the app.");
  return control;
}

/** The browser's offer to install Stipple; null while there is none. */
export function useInstalling(): (() => Promise<void>) | null {
  const [isOffered, setOffered] = useState(installing.isOffered);
  useEffect(() => installing.watch(() => setOffered(installing.isOffered)), []);
  return isOffered ? () => installing.install() : null;
}

type During = (name: Doing, work: Work) => Promise<void>;

/** The first reminder may show after we looked: the service worker says so, and then we look once more. */
function useProofHeard(report: Report | null, doing: Doing | null, during: During): void {
  const [heard, setHeard] = useState(0);
  const looked = useRef(0);
  useEffect(() => onPlanChanged(() => setHeard((count) => count + 1)), []);
  useEffect(() => {
    if (doing !== null || report?.state !== "on_unproven" || looked.current === heard) return;
    looked.current = heard;
    void during("checking", check);
  }, [report, doing, heard, during]);
}

function useHealing(during: During): void {
  useEffect(() => {
    void during("checking", check);
    const onLook = () => {
      if (document.visibilityState === "visible") void during("checking", check);
    };
    document.addEventListener("visibilitychange", onLook);
    return () => document.removeEventListener("visibilitychange", onLook);
  }, [during]);
}
