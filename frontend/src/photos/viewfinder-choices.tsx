/** How strong the first photo shows through, and how long the timer waits. */
import { DELAYS } from "./use-timer.ts";
import type { Delay } from "./use-timer.ts";

export function GhostSlider({ strength, onChange }: { strength: number; onChange: (strength: number) => void }) {
  return (
    <div class="gap-4">
      <label class="small" for="ghost">
        Your first photo shows through
      </label>
      <input
        id="ghost"
        class="slider"
        type="range"
        min={0}
        max={80}
        step={5}
        value={strength}
        aria-valuetext={`${strength} percent`}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
    </div>
  );
}

export function TimerChoice({ delay, onChoose }: { delay: Delay; onChoose: (delay: Delay) => void }) {
  return (
    <fieldset class="timer gap-4">
      <legend class="small">Timer</legend>
      {DELAYS.map((seconds) => (
        <label key={seconds}>
          <input type="radio" name="timer" checked={seconds === delay} onChange={() => onChoose(seconds)} />
          {seconds === 0 ? "Off" : `${seconds} seconds`}
        </label>
      ))}
    </fieldset>
  );
}
