/** What a refused or failed request tells the reader. */

export interface FieldProblem {
  field: string;
  sentence: string;
}

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldProblem[];

  constructor(status: number, code: string, sentence: string, errors: readonly FieldProblem[] = []) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export const OFFLINE = "This phone has no connection just now. Please try again when you are online.";
export const BROKEN = "Something went wrong on our side. Nothing was changed. Please try again.";

/** Reads an RFC 9457 problem; anything else becomes our own sentence. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  if (typeof body !== "object" || body === null) return new ApiProblem(status, "broken", BROKEN);
  const { code, detail, errors } = body as { code?: unknown; detail?: unknown; errors?: unknown };
  return new ApiProblem(
    status,
    typeof code === "string" ? code : "broken",
    typeof detail === "string" && detail ? detail : BROKEN,
    Array.isArray(errors) ? errors.filter(isFieldProblem) : [],
  );
}

/** The sentence to show for anything that was thrown. */
export function sentenceOf(problem: unknown): string {
  return problem instanceof ApiProblem ? problem.message : BROKEN;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  if (typeof value !== "object" || value === null) return false;
  const { field, sentence } = value as { field?: unknown; sentence?: unknown };
  return typeof field === "string" && typeof sentence === "string";
}
