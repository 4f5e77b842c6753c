/** What a name and a passphrase must be before they are sent. */
import type { FieldProblem } from "../api/problem.ts";

const SHORTEST = 8;
const LONGEST_NAME = 100;

export interface SignUpForm {
  name: string;
  passphrase: string;
}

export interface RecoverForm {
  name: string;
  code: string;
  passphrase: string;
}

export function newPassphraseProblems(passphrase: string): FieldProblem[] {
  if (passphrase.length >= SHORTEST) return [];
  return [{ field: "passphrase", sentence: `Use ${SHORTEST} characters or more for your passphrase.` }];
}

export function recoverProblems({ name, code, passphrase }: RecoverForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!name.trim()) found.push({ field: "name", sentence: "Enter your name." });
  if (!code.trim()) found.push({ field: "code", sentence: "Enter your recovery code." });
  return [...found, ...newPassphraseProblems(passphrase)];
}

export function signUpProblems({ name, passphrase }: SignUpForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!name.trim()) found.push({ field: "name", sentence: "Enter a name to sign in with." });
  if (name.trim().length > LONGEST_NAME) {
    found.push({ field: "name", sentence: `Use a shorter name: ${LONGEST_NAME} characters or fewer.` });
  }
  return [...found, ...newPassphraseProblems(passphrase)];
}

export function signInProblems(name: string, passphrase: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!name.trim()) found.push({ field: "name", sentence: "Enter your name." });
  if (!passphrase) found.push({ field: "passphrase", sentence: "Enter your passphrase." });
  return found;
}
