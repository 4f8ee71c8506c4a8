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

/** The tag as `Intl` takes it, also of `zh_CN` and `zh-cn`; `undefined` for what is none, which `Intl` would throw at. */
export function tagOf(locale?: string | null): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale!.replace(/_/g, '-'))[0];
  } catch {
    return undefined;
  }
}

const numbers: Readonly<Record<string, string>> = { CN: '120', zh: '120', 'zh-Hans': '120', TW: '119', HK: '999', GB: '999', US: '911', CA: '911' };

/**
 * The emergency number that a locale's users know. China: 120 (ambulance); US: 911; elsewhere 112, which every GSM network routes.
 * @param locale - as {@link tagOf} gives it: only a region is written in capitals
 */
export function emergencyNumberOf(locale: string): string {
  return numbers[/[A-Z]{2}/.exec(locale)?.[0] ?? locale] ?? '112';
}

/** What holds without a provider. @param own - the language that is asked for; else the page's holds, and a server knows none */
export function defaultSettings(own?: string): Settings {
  const locale = tagOf(own) ?? tagOf(globalThis.document?.documentElement.lang) ?? 'zh-CN';
  return { locale, theme: 'auto', care: false, guideline: 'cn-2024', emergencyNumber: emergencyNumberOf(locale) };
}
