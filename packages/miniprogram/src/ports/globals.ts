// What the logic layer of every mini-program has besides the language. Nothing else is used: no fetch, no crypto, no URL.
declare const setTimeout: (run: () => void, ms: number) => unknown;
declare const clearTimeout: (timer: never) => void;

/** Runs once after so many ms; returns how to prevent it. */
export function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer as never); // a number or an object, as the platform likes
}

/** Lets the platform draw and answer touches before the next piece of work. */
export const breathe = (): Promise<void> => new Promise((resolve) => void later(0, resolve));
