/**
 * The platform object of a mini-program (`wx`, `tt`, `my`, `swan`), as far as every one of them is alike: functions that take one
 * object with callbacks. What each of them really offers is told apart by {@link has}, never by a version number.
 */
export type MiniApi = object;

/** Callbacks that every asynchronous function of a mini-program platform takes. */
interface Callbacks {
  readonly success: (result: unknown) => void;
  readonly fail: (reason: unknown) => void;
}

type Function = (options: unknown) => unknown;

/** A function of the platform, bound; `undefined` where this platform or this client version lacks it. */
export function member(api: MiniApi, name: string): Function | undefined {
  const found = (api as Readonly<Record<string, unknown>>)[name]; // the platform's own object; what it holds is checked here
  return typeof found === 'function' ? (found as Function).bind(api) : undefined;
}

/** Whether the platform has a function. */
export const has = (api: MiniApi, name: string): boolean => member(api, name) !== undefined;

/** Why a call failed, without what was passed to it: the function's name, and the platform's number or first words. */
export class MiniApiError extends Error {
  override readonly name = 'MiniApiError';
  constructor(
    readonly api: string,
    /** `errCode`, `errno` or `error` of the platform; `undefined` where it gives none. */
    readonly number: number | undefined,
    /** The platform's own words (`errMsg`, `errorMessage`); for looking at, not for showing. */
    readonly words: string,
    /** What the platform answered. */
    readonly reason: unknown,
  ) {
    super(`${api} failed`);
  }
}

const field = (value: unknown, ...names: readonly string[]): unknown => {
  const from = (value ?? {}) as Readonly<Record<string, unknown>>; // anything can be thrown
  for (const name of names) if (from[name] !== undefined) return from[name];
  return undefined;
};

/** Anything that a platform failed with, as one kind of error. */
export function apiError(name: string, reason: unknown): MiniApiError {
  const number = Number(field(reason, 'errCode', 'errno', 'errNo', 'error', 'code'));
  const words = field(reason, 'errMsg', 'errorMessage', 'message');
  return new MiniApiError(name, Number.isFinite(number) ? number : undefined, typeof words === 'string' ? words : '', reason);
}

/**
 * Calls `api[name]` and waits for its callback.
 * @throws MiniApiError also where the function does not exist, or throws by itself
 */
export function call<Result>(api: MiniApi, name: string, options: object = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    const run = member(api, name);
    if (!run) return reject(apiError(name, { errMsg: 'not there' }));
    const callbacks: Callbacks = {
      success: (result) => resolve(result as Result), // the platform's documents say what it answers
      fail: (reason) => reject(apiError(name, reason)),
    };
    try {
      run({ ...options, ...callbacks });
    } catch (thrown) {
      reject(apiError(name, thrown));
    }
  });
}
