import type { ErrorCode } from '@nelumbo/core/i18n';

/** What happened, and what is safe or what to do, for each error code. */
export const en = {
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  loading: 'Loading…',
  visitOnly:
    'Records will not be kept after this visit: this browser does not let the page store data. Allow site data, or open the page by itself, to keep them.',
  errors: {
    'bad-input': 'This input does not work here. Please check it.',
    'out-of-range': 'This value is outside what is possible. Please check it.',
    'unit-mismatch': 'The unit does not fit. Please choose another.',
    'not-json': 'The server answered something we cannot read. Nothing you entered is lost.',
    'not-found': 'This content was not found. It may have moved.',
    'not-allowed': 'You have no access to this. Signing in again may help.',
    unsupported: 'This kind of content is not supported yet.',
    'too-large': 'This is too large to load.',
    offline: 'No connection right now. What you entered stays on this device.',
    server: 'The server has a problem. What you entered stays on this device; we will try again.',
    refused: 'The server did not accept this. It stays on this device.',
    'token-expired': 'Please sign in again. What you entered stays on this device.',
    'sync-conflict': 'This was changed somewhere else at the same time. Please check it.',
    'consent-missing': 'This needs your consent first.',
    'storage-full': 'This device has no space left. It is not saved yet: free some space, then save again. Your input is still here.',
    'storage-blocked': 'Another tab holds an older version open. Close it, then try again.',
    'storage-newer': 'This data was written by a newer version. Reload the page to update; nothing was changed.',
    'storage-lost': 'The connection to the storage broke. It is not saved yet: please save again. Your input is still here.',
    'storage-unavailable': 'This browser does not let us keep data (private window?). Nothing can be saved here.',
    'wrong-key': 'What is stored here cannot be opened with this key. Nothing was changed; sign in with the account that saved it.',
    damaged: 'Part of what is stored is damaged. The rest is still there.',
    closed: 'This was closed. Reload the page.',
    aborted: 'Cancelled.',
    internal: 'Something unexpected failed. Reload the page and try again.',
  } as Record<ErrorCode, string>,
};

/** The shape of every language's base texts. */
export type BaseTexts = typeof en;
