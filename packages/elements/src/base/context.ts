import { createContext } from '@lit/context';
import type { Client } from '@nelumbo/core';

/** How elements look and speak; given by the provider, overridable by an element's own attributes. */
export interface Settings {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly theme: 'auto' | 'light' | 'dark';
  /** Big type, big targets, high contrast. */
  readonly care: boolean;
  /** Guideline id for vitals, such as `cn-2024`. */
  readonly guideline: string;
  /** Number for emergency calls; by default the locale's: 120 in China, else 112. */
  readonly emergencyNumber: string;
}

/** Settings of the nearest provider. */
export const settingsContext = createContext<Settings>(Symbol.for('nelumbo:settings'));

/** The nearest provider's client, while it opens and after. */
export const clientContext = createContext<Promise<Client>>(Symbol.for('nelumbo:client'));

/** The emergency number that a locale's users know. China: 120 (ambulance); US: 911; elsewhere 112, which every GSM network routes. */
export function emergencyNumberOf(locale: string): string {
  const region = locale
    .split('-')
    .find((part, i) => i > 0 && /^[A-Z]{2}$/i.test(part))
    ?.toUpperCase();
  if (region === 'US' || region === 'CA') return '911';
  if (region === 'CN' || /^zh(-Hans)?$/i.test(locale)) return '120';
  if (region === 'TW') return '119';
  if (region === 'HK' || region === 'GB') return '999';
  return '112';
}

/** What holds without a provider. @param locale - the page's; a server knows none */
export function defaultSettings(locale = globalThis.document?.documentElement.lang || 'zh-CN'): Settings {
  return { locale, theme: 'auto', care: false, guideline: 'cn-2024', emergencyNumber: emergencyNumberOf(locale) };
}
