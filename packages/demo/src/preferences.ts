import type { PersonId } from './session.js';

/** Languages of the portal. */
export type Locale = 'zh-CN' | 'en';

/** What the portal remembers between visits: how it looks and who reads. Never anything about health. */
export interface Preferences {
  readonly account: PersonId | 'none';
  readonly locale: Locale;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly care: boolean;
}

const name = 'lotus-pond';
const offlineName = 'lotus-pond-offline';

/** First visit: the reader Lin, in Chinese unless the browser speaks another language. */
const first = (): Preferences => ({ account: 'lin', locale: navigator.language.startsWith('zh') ? 'zh-CN' : 'en', theme: 'auto', care: false });

/** Reads what is remembered; damaged or foreign values count as never set. */
export function readPreferences(): Preferences {
  const defaults = first();
  const stored = parsed(allowed(() => localStorage.getItem(name)) ?? null);
  return {
    account: oneOf(stored['account'], ['lin', 'zhou', 'none'], defaults.account),
    locale: oneOf(stored['locale'], ['zh-CN', 'en'], defaults.locale),
    theme: oneOf(stored['theme'], ['auto', 'light', 'dark'], defaults.theme),
    care: stored['care'] === true,
  };
}

/** Remembers the preferences on this device. */
export function writePreferences(preferences: Preferences): void {
  allowed(() => localStorage.setItem(name, JSON.stringify(preferences)));
}

/** Whether the reader switched the network off for this tab; survives a reload, not the tab. */
export const readOffline = (): boolean => allowed(() => sessionStorage.getItem(offlineName)) === 'yes';

/** Remembers the offline switch for this tab. */
export function writeOffline(offline: boolean): void {
  allowed(() => (offline ? sessionStorage.setItem(offlineName, 'yes') : sessionStorage.removeItem(offlineName)));
}

/** What a browser gives that keeps site data; `undefined` where it refuses: then nothing is remembered. */
function allowed<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // an object, checked
  } catch {
    return {}; // damaged by hand: as if never set
  }
}

function oneOf<const T extends string>(value: unknown, known: readonly T[], otherwise: T): T {
  return known.find((one) => one === value) ?? otherwise;
}
