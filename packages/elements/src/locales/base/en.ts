import type { ErrorCode } from '@nelumbo/core/i18n';
import type { RecordErrorCode } from '../records/en.js';

/** What every element may say from its first paint on. What can only go wrong with records stands in `locales/records`. */
export const en = {
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  loading: 'Loading…',
  errors: {
    'bad-input': 'Please check this input.',
    'not-json': 'The server answered something we cannot read. Nothing you entered is lost.',
    'not-found': 'This content was not found. It may have moved.',
    'not-allowed': 'You have no access to this. Signing in again may help.',
    unsupported: 'This kind of content is not supported.',
    'too-large': 'This is too large to load.',
    offline: 'No connection. What you entered stays on this device.',
    server: 'The server has a problem. What you entered stays on this device; we will try again.',
    'token-expired': 'Please sign in again. What you entered stays on this device.',
    damaged: 'Part of what is stored is damaged. The rest is still there.',
    closed: 'This was closed. Reload the page.',
    aborted: 'Cancelled.',
    internal: 'Something failed. Reload the page and try again.',
  } as Record<Exclude<ErrorCode, RecordErrorCode>, string>,
};

/** The shape of every language's base texts. */
export type BaseTexts = typeof en;
