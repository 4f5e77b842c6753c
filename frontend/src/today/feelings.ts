/** How the skin may be beside yesterday, as a check-in offers it. */

export type Feeling = "better" | "same" | "worse";

export const FEELINGS: readonly { value: Feeling; label: string; hint?: string }[] = [
  // Who has nothing left to see would say "the same", twice, and be sent to the clinic for it.
  { value: "better", label: "Better", hint: "Or nothing left to see or feel" },
  { value: "same", label: "The same" },
  { value: "worse", label: "Worse", hint: "More colour, heat, swelling or pain than yesterday" },
];
