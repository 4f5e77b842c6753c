/** What others see on the lock screen. */
import { Mark } from "../components/icons.tsx";

export function LockPreview({ words, time }: { words: "discreet" | "plain"; time: string }) {
  return (
    <div class="lock gap-2" role="img" aria-label={`Stipple, ${time}: ${words === "discreet" ? DISCREET : PLAIN}`}>
      <Mark />
      <strong>Stipple</strong>
      <span class="label figures">{time}</span>
      <span class="said">{words === "discreet" ? DISCREET : PLAIN}</span>
    </div>
  );
}

const DISCREET = "Your morning steps are ready";
const PLAIN = "Sunscreen, SPF 30+";
