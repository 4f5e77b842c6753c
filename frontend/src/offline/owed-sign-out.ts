/** Knows that somebody signed out here without a line, and that the server is still to hear of it; not who. */
import { ApiProblem } from "../api/problem.ts";

const OWED = "stipple-sign-out-owed";

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;
type Send = () => Promise<unknown>;

const here = (): Shelf => localStorage;

/** Ends the sign-in on the server, or notes that it is to be ended; throws only where neither can be done. */
export async function signOutOrOwe(send: Send, shelf = here): Promise<void> {
  const problem = await problemOf(send);
  if (problem === null) return;
  try {
    shelf().setItem(OWED, "1");
  } catch {
    // Without the note the cookie would let this browser in again at the next start.
    throw problem;
  }
}

/** Tells the server what it is owed, if anything; true while it could not be told. */
export async function stillOwes(send: Send, shelf = here): Promise<boolean> {
  if (!isSignOutOwed(shelf)) return false;
  if ((await problemOf(send)) !== null) return true;
  signOutIsPaid(shelf);
  return false;
}

export function isSignOutOwed(shelf = here): boolean {
  try {
    return shelf().getItem(OWED) !== null;
  } catch {
    return false; // a browser that keeps nothing owes nothing
  }
}

/** The server knows, or somebody has signed in here since. */
export function signOutIsPaid(shelf = here): void {
  if (isSignOutOwed(shelf)) shelf().removeItem(OWED);
}

async function problemOf(send: Send): Promise<unknown> {
  try {
    await send();
    return null;
  } catch (problem) {
    // Ended already, from here or from another device.
    return problem instanceof ApiProblem && problem.status === 401 ? null : problem;
  }
}
