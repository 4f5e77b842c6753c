/** A stippled drawing: fetched when it is shown, drawn for the day and again for the night, silent to a screen reader. */
const ADDRESSES = import.meta.glob<string>("./*.svg", { eager: true, query: "?url", import: "default" });

export type DrawingName = "sun" | "moon" | "leaf" | "hat" | "camera" | "phone" | "bottle";

/** Width and height, so that the place is kept before the drawing is there. */
const SIZES: Record<DrawingName, readonly [number, number]> = {
  sun: [200, 200],
  moon: [200, 200],
  leaf: [200, 200],
  hat: [220, 165],
  camera: [210, 160],
  phone: [150, 220],
  bottle: [160, 210],
};

export function Drawing({ name, class: className = "" }: { name: DrawingName; class?: string }) {
  const [width, height] = SIZES[name];
  const address = ADDRESSES[`./${name}.svg`];
  return (
    <svg class={`drawing ${className}`} viewBox={`0 0 ${width * 5} ${height * 5}`} aria-hidden="true">
      <use class="by-day" href={`${address}#day`} />
      <use class="by-night" href={`${address}#night`} />
    </svg>
  );
}
