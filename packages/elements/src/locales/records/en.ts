/** What goes wrong only where records are written or read: what happened, and what is safe or what to do. */
export const en = {
  visitOnly:
    'Records will not be kept after this visit: this browser does not let the page store data. Allow site data, or open the page by itself, to keep them.',
  errors: {
    'out-of-range': 'This value is outside what is possible. Please check it.',
    'unit-mismatch': 'The unit does not fit. Please choose another.',
    refused: 'The server did not accept this. It stays on this device.',
    'sync-conflict': 'This was changed somewhere else at the same time. Please check it.',
    'consent-missing': 'This needs your consent first.',
    'storage-full': 'This device has no space left. It is not saved yet: free some space, then save again. Your input is still here.',
    'storage-blocked': 'Another tab holds an older version open. Close it, then try again.',
    'storage-newer': 'This data was written by a newer version. Reload the page to update; nothing was changed.',
    'storage-lost': 'The connection to the storage broke. It is not saved yet: please save again. Your input is still here.',
    'storage-unavailable': 'This browser does not let us keep data (private window?). Nothing can be saved here.',
    'wrong-key': 'What is stored here cannot be opened with this key. Nothing was changed; sign in with the account that saved it.',
  },
};

/** The shape of every language's texts about records. */
export type RecordTexts = typeof en;

/** The error codes that only records meet. */
export type RecordErrorCode = keyof RecordTexts['errors'];
