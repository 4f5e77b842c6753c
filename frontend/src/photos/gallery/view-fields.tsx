/** Zooming and moving both photos by keys; a finger may drag them too. */
import { atRest, MOST_ZOOM, reach, within } from "./view.ts";
import type { View } from "./view.ts";
import { TextKey } from "../../components/keys.tsx";

interface ViewFieldsProps {
  view: View;
  onView: (view: View) => void;
}

const PERCENT = 100;

export function ViewFields({ view, onView }: ViewFieldsProps) {
  const most = Math.round(reach(view.zoom) * PERCENT);
  return (
    <details class="gap-3">
      <summary>Look closer</summary>
      <Slide
        name="Zoom"
        text={`${view.zoom} times`}
        least={PERCENT}
        most={MOST_ZOOM * PERCENT}
        value={view.zoom * PERCENT}
        onSlide={(value) => onView(within({ ...view, zoom: value / PERCENT }))}
      />
      {view.zoom > 1 && (
        <>
          <Slide name="Left or right" least={-most} most={most} value={-view.x * PERCENT} onSlide={(value) => onView({ ...view, x: -value / PERCENT })} />
          <Slide name="Up or down" least={-most} most={most} value={-view.y * PERCENT} onSlide={(value) => onView({ ...view, y: -value / PERCENT })} />
          <TextKey onPress={() => onView(atRest)}>All of it again</TextKey>
        </>
      )}
    </details>
  );
}

interface SlideProps {
  name: string;
  text?: string;
  least: number;
  most: number;
  value: number;
  onSlide: (value: number) => void;
}

const STEP = 25;

function Slide({ name, text, least, most, value, onSlide }: SlideProps) {
  return (
    <label class="slide">
      <span>{name}</span>
      <input
        type="range"
        class="range"
        dir="ltr"
        min={least}
        max={most}
        step={name === "Zoom" ? STEP : 1}
        value={value}
        aria-valuetext={text}
        onInput={(event) => onSlide(Number(event.currentTarget.value))}
      />
    </label>
  );
}
