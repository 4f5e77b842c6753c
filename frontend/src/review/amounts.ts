/** Whole amounts as they are typed and said, beside the money's name as the patient writes it. */

/** "1 250 €", "80 dollars"; without a name only the number. */
export function amountWords(amount: number, currency: string): string {
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return currency ? `${grouped}\u00a0${currency}` : grouped;
}

export const digitsOf = (typed: string): string => typed.replace(/\D/g, "").slice(0, 7);

const MOST = 1_000_000;

/** Why a typed amount cannot be kept; null when it can, and when nothing is typed. */
export function amountProblem(typed: string): string | null {
  return Number(typed) > MOST ? "This amount is too large. Please check it." : null;
}

export interface Amount {
  question: string;
  value: number;
}

/** The amounts that differ from what is noted; an emptied one is nothing paid. */
export function changedAmounts(typed: Readonly<Record<string, string>>, noted: Readonly<Record<string, number | null>>): Amount[] {
  return Object.entries(typed).flatMap(([question, digits]) => {
    const before = noted[question] ?? null;
    if (digits === (before === null ? "" : String(before))) return [];
    return [{ question, value: Number(digits) }];
  });
}

/** What is still to come, in a sentence; null where there is nothing to say. */
export function aheadWords(left: number, usual: number | null, ahead: number | null, currency: string): string | null {
  if (left === 0 || usual === null || ahead === null) return null;
  const sessions = left === 1 ? "One session is" : `${left} sessions are`;
  return `${sessions} still to come. At ${amountWords(usual, currency)} each, that is ${amountWords(ahead, currency)}.`;
}
