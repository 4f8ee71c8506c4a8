import { createContext } from '@lit/context';
import type { Client } from '@nelumbo/core';
import { emergencyNumberOf } from '../locales/emergency-number.js';

export { emergencyNumberOf };

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

/** What holds without a provider. @param own - the language that is asked for; else the page's holds, and a server knows none */
export function defaultSettings(own?: string): Settings {
  const locale = tagOf(own) ?? tagOf(globalThis.document?.documentElement.lang) ?? 'zh-CN';
  return { locale, theme: 'auto', care: false, guideline: 'cn-2024', emergencyNumber: emergencyNumberOf(locale) };
}
