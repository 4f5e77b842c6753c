/** The recovery code of an account just made, held sealed on this phone until its owner has kept it. */
import { drop, keep, kept, own } from "../../sw/storage.ts";

const NAME = "new-code";

let held: { owner: string; code: string } | null = null;

export async function holdCode(owner: string, code: string): Promise<void> {
  held = { owner, code };
  try {
    await own(owner);
    await keep(owner, NAME, code);
  } catch (problem) {
    console.warn("The code is on the screen only: this browser keeps nothing.", problem);
  }
}

/** The code that still waits to be kept, also after the page was loaded anew; null when none does. */
export async function heldCode(owner: string): Promise<string | null> {
  if (held?.owner === owner) return held.code;
  try {
    const code = await kept<string>(NAME);
    held = code === null ? null : { owner, code };
    return code;
  } catch (problem) {
    console.warn("This browser keeps nothing.", problem);
    return null;
  }
}

export async function forgetCode(): Promise<void> {
  held = null;
  try {
    await drop(NAME);
  } catch (problem) {
    console.warn("Nothing was kept that could be dropped.", problem);
  }
}
