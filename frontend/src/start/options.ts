/** The answers offered while a course is described, in words a patient uses. */
import type { Option } from "../components/form.tsx";
import type { Area, Modality, Retinoid, Tone } from "./draft.ts";

export const AREAS: readonly Option<Area>[] = [
  { value: "face", label: "Face" },
  { value: "neck", label: "Neck" },
  { value: "chest", label: "Chest" },
  { value: "hands", label: "Hands" },
  { value: "arms", label: "Arms" },
  { value: "abdomen", label: "Tummy" },
  { value: "thighs", label: "Thighs" },
  { value: "back", label: "Back" },
  { value: "buttocks", label: "Buttocks" },
  { value: "breast", label: "Breast" },
];

export const UNKNOWN_MODALITY = "unknown";

export const MODALITIES: readonly Option<Modality | typeof UNKNOWN_MODALITY>[] = [
  { value: "pen", label: "A pen", hint: "Most clinics use one" },
  { value: "roller", label: "A roller" },
  { value: "rf", label: "Radiofrequency", hint: "Also called RF" },
  { value: "laser", label: "Laser, on the same day" },
  { value: "prp", label: "PRP", hint: "Plasma from your own blood" },
  { value: UNKNOWN_MODALITY, label: "I am not sure", hint: "We use the usual times. You can change this later" },
];

export const RETINOIDS: readonly Option<Retinoid>[] = [
  { value: "none", label: "No" },
  { value: "cosmetic", label: "Yes, from a shop" },
  {
    value: "prescribed",
    label: "Yes, prescribed",
    hint: "Keep using it until your prescriber or clinic tells you to pause. We will remind you to ask.",
  },
  { value: "unsure", label: "I am not sure", hint: "We will remind you to ask, and pause nothing." },
];

export const TONES: readonly Option<Tone>[] = [
  { value: 1, label: "Very light", hint: "Always burns, never tans" },
  { value: 2, label: "Light", hint: "Burns easily, tans a little" },
  { value: 3, label: "Light brown", hint: "Sometimes burns, then tans" },
  { value: 4, label: "Medium brown", hint: "Rarely burns, tans easily" },
  { value: 5, label: "Brown", hint: "Very rarely burns" },
  { value: 6, label: "Dark brown to black", hint: "Almost never burns" },
  { value: "unknown", label: "I would rather not say", hint: "Sun care starts earlier, to be careful" },
];

export const YES_NO: readonly Option<boolean>[] = [
  { value: true, label: "Yes" },
  { value: false, label: "No" },
];
