let back: Promise<void> | undefined;

/**
 * Resolves when the network is back next. Ask before an attempt and wait after its failure: a failure is often told only when the
 * network has been back for a while, and would wait for its next return.
 */
export const networkBack = (): Promise<void> =>
  (back ??= new Promise((resolve) => addEventListener('online', () => resolve((back = undefined)), { once: true })));
