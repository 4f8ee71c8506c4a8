import { NelumboError, type ErrorCode } from '../i18n/index.js';

/**
 * Why a round ends early. `held`: not allowed to send now (consent, pause, lock, close). `again`: the outcome is unknown,
 * come again later. `blocked`: somebody has to act first. `partly`: so for some types of records, the others go on.
 */
export class Halt extends Error {
  constructor(
    readonly kind: 'held' | 'again' | 'blocked' | 'partly',
    readonly error?: NelumboError,
    /** Milliseconds to wait at least. */
    readonly waitMs = 0,
  ) {
    super(kind);
  }
}

/** Come again later. */
export const again = (code: ErrorCode, message: string, cause?: unknown, waitMs?: number): Halt =>
  new Halt('again', new NelumboError(code, message, { cause }), waitMs);

/** Somebody has to act first. */
export const blocked = (code: ErrorCode, message: string, cause?: unknown): Halt => new Halt('blocked', new NelumboError(code, message, { cause }));
