import type { StorageStatus, SyncStatus } from '@nelumbo/core';
import type { Tone } from '../../base/index.js';
import type { SyncTexts } from '../../locales/sync/index.js';

/** What a patient reads first: how it stands, in a word and a sentence. */
export interface Headline {
  readonly tone: Tone;
  readonly word: string;
  readonly hint: string;
}

// Why nothing moves until somebody acts, by the error's code.
function blockedHint(texts: SyncTexts, code: string | undefined): string {
  if (code === 'token-expired') return texts.login;
  if (code === 'not-allowed') return texts.notAllowed;
  return code === 'unsupported' ? texts.unsupported : texts.blockedHint;
}

// Trouble that passes by itself.
function passingHint(texts: SyncTexts, { queued, lastError }: SyncStatus): string {
  if (lastError?.code === 'sync-conflict') return texts.conflict;
  if (lastError && lastError.code !== 'offline') return texts.serverTrouble;
  return queued ? texts.waitingHint : '';
}

/** The headline of a status. What is gone with the visit comes first: unless it was sent, nothing holds it. */
export function headlineOf(texts: SyncTexts, status: SyncStatus, { keeps, refused }: StorageStatus): Headline {
  const { state, queued, dead, lastError } = status;
  if (keeps === 'visit' && (state !== 'idle' || queued || lastError)) {
    return { tone: 'alert', word: texts.visit, hint: queued && state !== 'off' ? texts.visitWaiting(queued) : texts.visitHint };
  }
  if (state === 'off' && keeps === 'evictable' && refused) return { tone: 'watch', word: texts.off, hint: texts.evictableHint };
  if (state === 'off') return { tone: 'unknown', word: texts.off, hint: texts.offHint };
  if (state === 'pushing') return { tone: 'unknown', word: texts.pushing, hint: '' };
  if (state === 'pulling') return { tone: 'unknown', word: texts.pulling, hint: '' };
  if (state === 'offline') return { tone: 'watch', word: texts.offline, hint: texts.offlineHint(queued) };
  if (state === 'blocked') return { tone: 'alert', word: texts.blocked, hint: blockedHint(texts, lastError?.code) };
  if (dead && !queued && !lastError) return { tone: 'watch', word: texts.idleBut(dead), hint: '' };
  if (queued || lastError) return { tone: 'watch', word: queued ? texts.waiting(queued) : texts.blocked, hint: passingHint(texts, status) };
  return { tone: 'good', word: texts.idle, hint: '' };
}
