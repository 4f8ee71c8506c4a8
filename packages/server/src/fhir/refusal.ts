/** One issue of an OperationOutcome. `code` is from FHIR's issue-type value set. */
export interface Issue {
  readonly severity: 'error' | 'warning' | 'information' | 'fatal';
  readonly code: string;
  readonly diagnostics: string;
  readonly expression?: readonly string[];
}

/** FHIR's way of telling how a request went. */
export interface Outcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly Issue[];
}

/** A request that is refused with an HTTP status and one or more reasons. The text says what to do and never repeats a value from the record. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    code: string,
    diagnostics: string,
    readonly more: { readonly expression?: readonly string[]; readonly issues?: readonly Issue[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(diagnostics);
    const issue: Issue = { severity: 'error', code, diagnostics, ...(more.expression ? { expression: more.expression } : {}) };
    this.outcome = { resourceType: 'OperationOutcome', issue: more.issues ?? [issue] };
  }
  readonly outcome: Outcome;
}

/** What cannot be seen, because it is not there or because it is somebody else's: the same answer for both. */
export const notFound = (): Refusal => new Refusal(404, 'not-found', 'There is no such resource.');
