/** What a clinic may treat with, in words a patient uses. */
import type { Option } from "../components/form.tsx";
import type { Modality } from "./draft.ts";

export const UNKNOWN_MODALITY = "unknown";
export const SEVERAL = "several";

export const ONE_MODALITY: readonly Option<Modality | typeof UNKNOWN_MODALITY | typeof SEVERAL>[] = [
  { value: "pen", label: "A pen", hint: "Many clinics use one" },
  { value: "roller", label: "A roller" },
  { value: "rf", label: "Radiofrequency", hint: "Needles with heat, also called RF" },
  { value: SEVERAL, label: "More than one", hint: "Or one of these with laser or PRP" },
  { value: UNKNOWN_MODALITY, label: "I am not sure", hint: "We use the usual times. You can change this later" },
];

export const MODALITIES: readonly Option<Modality>[] = [
  { value: "pen", label: "A pen" },
  { value: "roller", label: "A roller" },
  { value: "rf", label: "Radiofrequency", hint: "Also called RF" },
  { value: "laser", label: "Laser, on the same day" },
  { value: "prp", label: "PRP", hint: "Plasma from your own blood" },
];
