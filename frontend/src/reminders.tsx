/** How reminders stand on this device: healed at every start, turned on and off from here. */
import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { byAddress } from "./api/client.ts";
import { browserEnv, heal, turnOff, turnOn } from "./push/reminders.ts";
import type { Env, Report } from "./push/reminders.ts";

export interface RemindersControl {
  report: Report | null;
  isBusy: boolean;
  check(): Promise<void>;
  turnOn(): Promise<void>;
  turnOff(): Promise<void>;
}

const RemindersContext = createContext<RemindersControl | null>(null);

export function RemindersProvider({ children }: { children: ComponentChildren }) {
  const env = useMemo(() => browserEnv(byAddress), []);
  const [report, setReport] = useState<Report | null>(null);
  const [isBusy, setBusy] = useState(false);
  const running = useRef(false);
  const during = useCallback(async (work: (env: Env) => Promise<Report>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      setReport(await work(env));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, [env]);
  useHealing(during);
  const control = useMemo(
    () => ({
      report,
      isBusy,
      check: () => during(heal),
      turnOn: () => during((here) => turnOn(here, setReport)),
      turnOff: () => during((here) => turnOff(here, report?.device?.id ?? null)),
    }),
    [report, isBusy, during],
  );
  return <RemindersContext.Provider value={control}>{children}</RemindersContext.Provider>;
}

/** How reminders stand here, and the ways to change it. */
export function useReminders(): RemindersControl {
  const control = useContext(RemindersContext);
  if (!control) throw new Error("useReminders is called outside the signed-in part of the app.");
  return control;
}

function useHealing(during: (work: (env: Env) => Promise<Report>) => Promise<void>): void {
  useEffect(() => {
    void during(heal);
    const onLook = () => {
      if (document.visibilityState === "visible") void during(heal);
    };
    document.addEventListener("visibilitychange", onLook);
    return () => document.removeEventListener("visibilitychange", onLook);
  }, [during]);
}
