/** What a contract suite needs of a test runner: vitest and mocha both have it. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void> | void): unknown;
}

/** Fails unless both are the same JSON (bytes as lists). */
export function same(got: unknown, wanted: unknown, what = 'value'): void {
  const show = (value: unknown) => JSON.stringify(value, (_key, one: unknown) => (one instanceof Uint8Array ? [...one] : one)) ?? 'undefined';
  if (show(got) !== show(wanted)) throw new Error(`${what}: got ${show(got)}, wanted ${show(wanted)}`);
}

/** Fails unless the promise rejects with an error whose `code` is this. */
export async function rejects(promise: Promise<unknown>, code: string): Promise<void> {
  const outcome = await promise.then(
    () => 'resolved',
    (error: { code?: unknown }) => error.code,
  );
  same(outcome, code, 'rejection');
}

/** ASCII bytes. */
export const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
