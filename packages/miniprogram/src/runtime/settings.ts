import { emergencyNumberOf } from '../../../elements/src/locales/emergency-number.js';

/** What holds for every component: language and look. */
export interface Settings {
  /** `zh-CN` or `en`, or anything that begins like one of them. */
  readonly locale: string;
  /** Big type, big targets, strong contrast. */
  readonly care: boolean;
  readonly theme: 'light' | 'dark';
  /** Guideline that classifies readings. */
  readonly guideline: string;
  /** Number that an urgent finding offers to call; by default that of the locale's region, as on the web, and 120 where the locale names none. */
  readonly emergencyNumber: string;
}

let now: Settings = { locale: 'zh-CN', care: false, theme: 'light', guideline: 'cn-2024', emergencyNumber: '120' };
const listeners = new Set<() => void>();

/** The settings in force. */
export const settings = (): Settings => now;

let number: string | undefined;

/** Changes some of them; components on the screen follow at once and keep what was typed. */
export function setSettings(change: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): void {
  const next: Record<string, unknown> = {};
  for (const name of Object.keys(now) as (keyof Settings)[]) next[name] = change[name] ?? now[name];
  number = change.emergencyNumber || number;
  // A language is no country: who reads plain English in an app of these platforms is in China.
  next['emergencyNumber'] = number ?? emergencyNumberOf(/[A-Z]{2}/.exec(next['locale'] as string)?.[0] ?? 'CN');
  now = next as unknown as Settings; // of the same names
  for (const listener of [...listeners]) listener();
}

/** Told when settings change; returns how to stop. */
export function onSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
