/** Whether the reader has typed or chosen something that would be lost if the page were loaded again now. */

let isTyped = false;
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

/** The first run keeps its answers from page to page, but a private window may not keep them any longer. */
const isBeginning = (): boolean => location.hash.startsWith("#/start");

export function canLose(): boolean {
  return isTyped || isBeginning();
}

/** Does it now, or as soon as nothing typed would be lost; tells which. */
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
