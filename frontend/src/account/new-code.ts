/** The recovery code of an account just made, held sealed on this phone until its owner has kept it. */
import { drop, keep, kept } from "../../sw/storage.ts";

const NAME = "new-code";

let held: string | null = null;

export async function holdCode(code: string): Promise<void> {
  held = code;
  try {
    await keep(NAME, code);
  } catch (problem) {
    console.warn("The code is on the screen only: this browser keeps nothing.", problem);
  }
}

/** The code that still waits to be kept, also after the page was loaded anew; null when none does. */
export async function heldCode(): Promise<string | null> {
  if (held !== null) return held;
  try {
    held = await kept<string>(NAME);
  } catch (problem) {
    console.warn("This browser keeps nothing.", problem);
  }
  return held;
}

export async function forgetCode(): Promise<void> {
  held = null;
  try {
    await drop(NAME);
  } catch (problem) {
    console.warn("Nothing was kept that could be dropped.", problem);
  }
}
