/** A choice of time zone; the browser's own list, with the current one always in it. */
import { zoneName } from "../words/dates.ts";
import { FieldError } from "./form.tsx";

interface ZoneFieldProps {
  id: string;
  label: string;
  value: string;
  onInput: (zone: string) => void;
  error?: string | null;
}

export function ZoneField({ id, label, value, onInput, error }: ZoneFieldProps) {
  const zones = [...new Set([value, ...Intl.supportedValuesOf("timeZone"), "UTC"])].sort();
  return (
    <div class="field-group">
      <label for={id}>{label}</label>
      <FieldError id={id} error={error} />
      <select
        id={id}
        class="input"
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onInput(event.currentTarget.value)}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zoneName(zone)}
          </option>
        ))}
      </select>
    </div>
  );
}
