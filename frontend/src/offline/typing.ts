/** Whether the reader has typed, chosen or begun something that would be lost if the page were loaded again now. */

let isTyped = false;
let holders = 0;
const waiting = new Set<() => void>();

/** Watches every field of the page. */
export function watchTyping(): void {
  const typed = (event: Event) => {
    // A choice outside a form, such as a switch, is sent at once.
    if (event.target instanceof Element && event.target.closest("form, textarea, fieldset")) isTyped = true;
  };
  addEventListener("input", typed);
  addEventListener("hashchange", () => {
    isTyped = false;
    settle();
  });
}

/** Keeps the page as it is until the returned function is called: something is under way, or shown this once. */
export function holdPage(): () => void {
  holders += 1;
  return () => {
    holders -= 1;
  };
}

/** The first run keeps its answers from page to page, but a private window may not keep them any longer. */
const isBeginning = (): boolean => location.hash.startsWith("#/start");

/** About to type: the keyboard would go away under the fingers. */
const isInField = (): boolean => document.activeElement?.matches("input, textarea, select") ?? false;

function canLose(): boolean {
  return isTyped || holders > 0 || isBeginning() || isInField();
}

/** Does it now, or once the reader goes to another screen and nothing would be lost; tells which. */
export function whenNothingIsTyped(work: () => void): "now" | "later" {
  if (canLose()) {
    waiting.add(work);
    return "later";
  }
  work();
  return "now";
}

function settle(): void {
  if (canLose()) return;
  const due = [...waiting];
  waiting.clear();
  for (const work of due) work();
}
