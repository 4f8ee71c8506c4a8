import { waitUntil as until } from '@open-wc/testing';

/** Polls until something holds. What loads late may take seconds on a busy machine, and a test that gives up early says nothing. */
export const waitUntil = (holds: () => unknown, otherwise = 'it never came'): Promise<void> => until(holds, otherwise, { timeout: 15_000 });
