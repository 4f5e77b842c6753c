/** How the second way stands, in words, and what an address and a code must be before they are sent. */
import type { SecondWay } from "../api/mail.ts";
import type { FieldProblem } from "../api/problem.ts";

export function titleOf({ state }: SecondWay): string {
  switch (state) {
    case "on":
      return "E-mail is on";
    case "unproved":
      return "Check your e-mail";
    case "refused":
      return "E-mail does not arrive";
    case "off":
      return "E-mail is off";
    case "unavailable":
      return "No e-mail here";
  }
}

export function addressProblems(address: string): FieldProblem[] {
  if (/^\S+@\S+\.\S+$/.test(address.trim())) return [];
  return [{ field: "address", sentence: "Enter an e-mail address such as alex@example.org." }];
}

export function codeProblems(code: string): FieldProblem[] {
  if (/^\d{6}$/.test(code.replace(/\s/g, ""))) return [];
  return [{ field: "code", sentence: "Enter the six digits from the e-mail." }];
}
