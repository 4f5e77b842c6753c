/** A list that the server keeps: looked at, changed, and looked at again, with "Is it you?" where that is asked. */
import { useEffect, useState } from "preact/hooks";
import { usePlan } from "../plan.tsx";
import { useMe } from "../session.ts";
import { dateSaid } from "../words/year.ts";
import { useConfirmed } from "./confirm.tsx";

/** The list as the server knows it; `after` runs a change, says that it is done, and looks again. */
export function useListed<Item>(load: () => Promise<Item[]>, onDone?: () => void) {
  const confirmed = useConfirmed();
  const [listed, setListed] = useState<Item[]>([]);
  const look = async () => setListed(await load());
  useEffect(() => void confirmed.run(look), []);
  const after = (work: () => Promise<unknown>) =>
    confirmed.run(async () => {
      await work();
      onDone?.();
      await look();
    });
  return { confirmed, listed, after };
}

/** Says dates as they are where the patient is. */
export function useDateSaid(): (at: string) => string {
  const { me } = useMe();
  const { now } = usePlan();
  return (at) => dateSaid(at, me.zone, now());
}
