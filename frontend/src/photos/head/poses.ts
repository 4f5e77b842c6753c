/** Knows which photos can show a face to be found. */

// From the side half of what is looked for cannot be seen.
const POSES = new Set(["front", "left_45", "right_45", "side_lit"]);

export const showsFace = ({ area, pose }: { area: string; pose: string }): boolean => area === "face" && POSES.has(pose);
