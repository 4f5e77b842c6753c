/** The pulse field as one control: tap, slide or press arrows; the readout above says the day. */
import { useEffect, useRef } from "preact/hooks";
import type { Day } from "../api/types.ts";
import { Dot } from "../components/dot.tsx";
import { dayAfterKey, dayAtPoint, isLongField, readout, rowsOf } from "./field.ts";
import type { FieldRow } from "./field.ts";

const WEEKDAYS = ["M", "T", "W", "T", "F", "S", "S"];

interface PulseFieldProps {
  days: readonly Day[];
  todayOn: string;
  chosen: number;
  onChoose: (index: number) => void;
  nameOf: (visitId: string) => string;
}

export function PulseField(props: PulseFieldProps) {
  return (
    <>
      <div class="weekdays gap-3" aria-hidden="true">
        <span class="edge" />
        {WEEKDAYS.map((weekday, index) => (
          <span key={index}>{weekday}</span>
        ))}
        <span class="edge" />
      </div>
      <div class={isLongField(props.days) ? "pulse-scroll" : undefined}>
        <FieldSlider {...props} />
      </div>
    </>
  );
}

function FieldSlider({ days, todayOn, chosen, onChoose, nameOf }: PulseFieldProps) {
  const field = useRef<HTMLDivElement>(null);
  useChosenInView(field, isLongField(days), chosen);
  const { title, line } = readout(days[chosen]!, todayOn);
  const rows = rowsOf(days, nameOf);
  return (
    <div
      {...useChoosing(field, days, rows.length, chosen, onChoose)}
      ref={field}
      class="pulse-field"
      role="slider"
      tabIndex={0}
      aria-label="Day of your course"
      aria-valuemin={0}
      aria-valuemax={days.length - 1}
      aria-valuenow={chosen}
      aria-valuetext={line ? `${title}. ${line}` : title}
    >
      {rows.map((row, index) => (
        <FieldWeek key={index} row={row} days={days} todayOn={todayOn} chosen={chosen} />
      ))}
    </div>
  );
}

type Field = { current: HTMLDivElement | null };

/** The ways to choose a day: keys, a tap, and a finger that slides. */
function useChoosing(field: Field, days: readonly Day[], rows: number, chosen: number, onChoose: (index: number) => void) {
  const onPoint = (event: PointerEvent) => {
    const found = field.current && dayUnder(field.current, event, days, rows);
    if (found !== null) onChoose(found);
  };
  return {
    onKeyDown(event: KeyboardEvent) {
      const next = dayAfterKey(chosen, event.key, days.length, isRightToLeft(field.current));
      if (next === null) return;
      event.preventDefault();
      onChoose(next);
    },
    onPointerDown(event: PointerEvent) {
      field.current?.setPointerCapture(event.pointerId);
      onPoint(event);
    },
    onPointerMove(event: PointerEvent) {
      if (event.buttons) onPoint(event);
    },
  };
}

function FieldWeek({ row, days, todayOn, chosen }: { row: FieldRow; days: readonly Day[]; todayOn: string; chosen: number }) {
  return (
    <>
      <span class={row.month ? "month begins" : "month"}>{row.month}</span>
      {row.cells.map((index, column) =>
        index === null ? (
          <span key={column} class="day" />
        ) : (
          <span key={column} class={index === chosen ? "day chosen" : "day"}>
            <Dot day={days[index]!} todayOn={todayOn} />
          </span>
        ),
      )}
      <span class={row.visit ? "visit-name" : "visit-name visit-date"}>{row.visit || row.visitDate}</span>
    </>
  );
}

/** The day under a finger. The days' columns are measured, as text size changes their place. */
function dayUnder(field: HTMLElement, event: PointerEvent, days: readonly Day[], rows: number): number | null {
  const cells = field.querySelectorAll(".day");
  const first = cells[0]?.getBoundingClientRect();
  const last = cells[6]?.getBoundingClientRect();
  if (!first || !last) return null;
  const left = Math.min(first.left, last.left);
  const across = (event.clientX - left) / (Math.max(first.right, last.right) - left);
  const column = (isRightToLeft(field) ? 1 - across : across) * 7;
  const row = ((event.clientY - first.top) / field.getBoundingClientRect().height) * rows;
  return dayAtPoint(days, column, row);
}

function isRightToLeft(field: HTMLElement | null): boolean {
  return field !== null && getComputedStyle(field).direction === "rtl";
}

function useChosenInView(field: Field, isLong: boolean, chosen: number): void {
  useEffect(() => {
    if (isLong) field.current?.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }, [field, isLong, chosen]);
}
