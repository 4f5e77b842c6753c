/** How photos are taken alike, in words: the rules of the photo protocol, by area and pose. Pure. */

const LIGHT = "The same spot, hour and light as last time. Face a window, with the room lights off.";
const SKIN = "Clean bare skin, no jewellery. Wait 15 minutes after washing or exercise.";
const PLAIN = "A plain wall behind you, best grey, green or blue.";
const AS_IT_IS = "No flash, no filter.";

const OF_A_HEAD = ["Hair back, a relaxed face, eyes open.", "The phone at eye level, about 45 cm away. On a shelf with the timer is best."];
const STANDING = "Stand with your feet on two marks on the floor, arms a little away from you.";

const OF_AREA: Record<string, readonly string[]> = {
  face: OF_A_HEAD,
  neck: OF_A_HEAD,
  chest: ["Your hands at your sides.", "The phone level with your chest."],
  hands: ["Both hands flat on a plain grey cloth, the phone straight above."],
  abdomen: ["Stand up, and breathe out."],
  thighs: [STANDING],
  arms: [STANDING],
};

const OF_POSE: Record<string, string> = {
  wide: "Show the mark with the skin round it.",
  near: "The phone 30 cm away from the mark.",
  close: "Close to the mark, with a ruler or a coin beside it.",
  side_lit: "The light from one side only, so that dents throw a shadow.",
};

const CLOSE_UPS = new Set(["wide", "near", "close"]);

export function howTo({ area, pose }: { area: string; pose: string }): string[] {
  const ofPose = OF_POSE[pose];
  const light = pose === "side_lit" ? "The same spot and hour as last time." : LIGHT;
  const ofWhole = CLOSE_UPS.has(pose) ? [] : [...(OF_AREA[area] ?? []), PLAIN];
  return [...(ofPose ? [ofPose] : []), ...ofWhole, light, SKIN, AS_IT_IS];
}
