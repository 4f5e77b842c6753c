/** The few line icons; none stands without a word beside it or a label on its control. */
const PATHS = {
  forward: "m9 5 7 7-7 7",
  back: "m15 5-7 7 7 7",
  phone:
    "M6 3h3l2 5-2.5 1.8a12 12 0 0 0 5.7 5.7L16 13l5 2v3a3 3 0 0 1-3 3C10 21 3 14 3 6a3 3 0 0 1 3-3Z",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

const DOTS: readonly [number, number, number][] = [
  [11, 11, 1.98],
  [20, 11, 2.88],
  [29, 11, 1.62],
  [11, 20, 2.88],
  [29, 20, 2.52],
  [11, 29, 1.62],
  [20, 29, 2.52],
  [29, 29, 1.08],
];

/** The sign of Stipple: nine days, the middle one today. */
export function Mark() {
  return (
    <svg class="mark" viewBox="4 4 32 32" aria-hidden="true">
      {DOTS.map(([x, y, r]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
      ))}
      <circle class="centre" cx={20} cy={20} r={4.5} />
    </svg>
  );
}
