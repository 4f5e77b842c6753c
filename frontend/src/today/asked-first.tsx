/** On Today, while a clinic has to be asked first: before a session after a yes, or about what was written down. */
import type { Plan } from "../api/types.ts";
import { Held } from "../diary/held.tsx";
import { CallFirst } from "./call-first.tsx";

export function ClinicFirst({ plan }: { plan: Plan }) {
  return (
    <>
      <CallFirst plan={plan} />
      <Held plan={plan} />
    </>
  );
}
