/** The board two photos lie on: one over the other with a slider, side by side, or in turns; zoomed and moved together. */
import { useState } from "preact/hooks";
import { Layer } from "./layer.tsx";
import type { Pair } from "./pairs.ts";
import { aspectOf } from "./series.ts";
import { SAME } from "./similarity.ts";
import type { Similarity } from "./similarity.ts";
import type { View } from "./view.ts";
import { atRest } from "./view.ts";
import { ViewFields } from "./view-fields.tsx";

type Way = "slider" | "beside" | "blink";

const WAYS: readonly [Way, string][] = [
  ["slider", "Slider"],
  ["beside", "Side by side"],
  ["blink", "In turns"],
];

interface BoardProps {
  pair: Pair;
  /** How the later photo lies over the earlier; null while that is not known. */
  lies: Similarity | null;
  isBesideOnly: boolean;
}

export function Board({ pair, lies, isBesideOnly }: BoardProps) {
  const [chosen, setWay] = useState<Way>("slider");
  const [isOriginal, setOriginal] = useState(false);
  const [view, setView] = useState<View>(atRest);
  const way = isBesideOnly ? "beside" : chosen;
  const by = isOriginal || !lies ? SAME : lies;
  const shown = { pair, by, view, onView: setView };
  return (
    <>
      {!isBesideOnly && <WayKeys way={way} onChoose={setWay} />}
      {way === "slider" && <Slider {...shown} />}
      {way === "beside" && <Beside {...shown} />}
      {way === "blink" && <Blink {...shown} />}
      {lies && <OriginalSwitch isOriginal={isOriginal} onSwitch={setOriginal} />}
      <ViewFields view={view} onView={setView} />
    </>
  );
}

function WayKeys({ way, onChoose }: { way: Way; onChoose: (way: Way) => void }) {
  return (
    <div class="segments gap-4" role="group" aria-label="How to compare">
      {WAYS.map(([each, name]) => (
        <button type="button" key={each} aria-pressed={each === way} onClick={() => onChoose(each)}>
          {name}
        </button>
      ))}
    </div>
  );
}

/** The later photo as it was taken is one tap away. */
function OriginalSwitch({ isOriginal, onSwitch }: { isOriginal: boolean; onSwitch: (isOriginal: boolean) => void }) {
  return (
    <label class="switch-line gap-3">
      <span>Lined up</span>
      <input type="checkbox" role="switch" class="switch" checked={!isOriginal} onChange={() => onSwitch(!isOriginal)} />
    </label>
  );
}

interface ShownProps {
  pair: Pair;
  by: Similarity;
  view: View;
  onView: (view: View) => void;
}

const HALF = 50;

function Slider({ pair: { earlier, later }, by, view, onView }: ShownProps) {
  const [share, setShare] = useState(HALF);
  return (
    <>
      <div class="board" style={{ aspectRatio: String(1 / aspectOf(earlier)) }}>
        <Layer photo={earlier} alt="The earlier photo" by={SAME} view={view} onView={onView} />
        <Layer photo={later} alt="The later photo" by={by} view={view} onView={onView} from={share} />
        <i class="board-line" style={{ left: `${share}%` }} />
        <span class="board-name" aria-hidden="true">
          Earlier
        </span>
        <span class="board-name later" aria-hidden="true">
          Later
        </span>
      </div>
      <input
        type="range"
        class="range gap-3"
        dir="ltr"
        aria-label="Earlier or later photo"
        aria-valuetext={`Left ${share} percent: the earlier photo. Right ${100 - share} percent: the later one.`}
        value={share}
        onInput={(event) => setShare(Number(event.currentTarget.value))}
      />
    </>
  );
}

function Beside({ pair: { earlier, later }, by, view, onView }: ShownProps) {
  const style = { aspectRatio: String(1 / aspectOf(earlier)) };
  return (
    <div class="beside">
      <figure>
        <div class="board" style={style}>
          <Layer photo={earlier} alt="The earlier photo" by={SAME} view={view} onView={onView} />
        </div>
        <figcaption class="label">Earlier</figcaption>
      </figure>
      <figure>
        <div class="board" style={style}>
          <Layer photo={later} alt="The later photo" by={by} view={view} onView={onView} />
        </div>
        <figcaption class="label">Later</figcaption>
      </figure>
    </div>
  );
}

/** The reader changes them, in their own time: nothing flickers by itself. */
function Blink({ pair: { earlier, later }, by, view, onView }: ShownProps) {
  const [isLater, setLater] = useState(false);
  const words = isLater ? "Later. Tap for the earlier one." : "Earlier. Tap for the later one.";
  const style = { aspectRatio: String(1 / aspectOf(earlier)) };
  return (
    <>
      <button type="button" class="board blink" style={style} aria-label={words} onClick={() => setLater(!isLater)}>
        <Layer photo={earlier} alt="" by={SAME} view={view} onView={onView} />
        <Layer photo={later} alt="" by={by} view={view} onView={onView} isHidden={!isLater} />
        <span class="board-name">{words}</span>
      </button>
      <p class="unseen" role="status">
        {isLater ? "The later photo" : "The earlier photo"}
      </p>
    </>
  );
}
