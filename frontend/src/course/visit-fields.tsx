/** The fields of a visit: when, where, and which number to call. */
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { Field } from "../components/form.tsx";
import { ZoneField } from "../components/zone-field.tsx";
import type { VisitForm } from "./visit-draft.ts";

interface VisitFieldsProps {
  form: VisitForm;
  onChange: (form: VisitForm) => void;
  lines: readonly SummaryLine[];
}

type Set = (field: keyof VisitForm) => (value: string) => void;
type At = (field: keyof VisitForm) => { id: keyof VisitForm; value: string; error: string | null };

export function VisitFields({ form, onChange, lines }: VisitFieldsProps) {
  const set: Set = (field) => (value) => onChange({ ...form, [field]: value });
  const at: At = (field) => ({ id: field, value: form[field], error: errorAt(lines, field) });
  return (
    <div class="stack gap-5">
      <div class="side-by-side">
        <Field {...at("date")} label="Day" type="date" onInput={set("date")} />
        <Field {...at("time")} label="Time" type="time" onInput={set("time")} />
      </div>
      <Field {...at("place")} label="Place" hint="You may leave this empty" autoComplete="off" onInput={set("place")} />
      <Field
        {...at("phone")}
        label="Phone number of the clinic"
        hint="So that you can call with one tap"
        type="tel"
        autoComplete="off"
        onInput={set("phone")}
      />
      <MoreFields at={at} set={set} />
    </div>
  );
}

function MoreFields({ at, set }: { at: At; set: Set }) {
  const number = (field: keyof VisitForm) => (value: string) => set(field)(value.replace(/\D/g, ""));
  return (
    <details>
      <summary>How long, how far, which time zone</summary>
      <div class="stack">
        <Field {...at("minutes")} label="Minutes it takes" inputMode="numeric" isNarrow onInput={number("minutes")} />
        <Field
          {...at("travel")}
          label="Minutes to get there"
          hint="We use it for the time to leave"
          inputMode="numeric"
          isNarrow
          onInput={number("travel")}
        />
        <ZoneField {...at("zone")} label="Time zone of the clinic" onInput={set("zone")} />
      </div>
    </details>
  );
}
