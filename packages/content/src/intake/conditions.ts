// Conditions of triage rules, in FHIRPath over the response; the engine lowers these forms to index reads.

/** A test of an item's answers; `test` follows the value. */
export const answered = (linkId: string, test: string): string => `%resource.repeat(item).where(linkId = '${linkId}').answer.value${test}`;

/** Answered with yes. */
export const yes = (linkId: string): string => answered(linkId, ' = true');

/** Answered with no. */
export const no = (linkId: string): string => answered(linkId, ' = false');

/** One of these options is chosen. */
export const chose = (linkId: string, ...codes: readonly string[]): string =>
  answered(linkId, `.where(${codes.map((code) => `code = '${code}'`).join(' or ')}).exists()`);

/** An option other than "none of these" is chosen. */
export const choseAny = (linkId: string): string => answered(linkId, ".where(code != 'none').exists()");

/** Each of these holds. */
export const all = (...tests: readonly string[]): string => tests.map((test) => `(${test})`).join(' and ');

/** At least one of these holds. */
export const any = (...tests: readonly string[]): string => tests.map((test) => `(${test})`).join(' or ');
