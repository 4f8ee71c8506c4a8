/** What holds for every component: language and look. */
export interface Settings {
  /** `zh-CN` or `en`, or anything that begins like one of them. */
  readonly locale: string;
  /** Big type, big targets, strong contrast. */
  readonly care: boolean;
  readonly theme: 'light' | 'dark';
  /** Guideline that classifies readings. */
  readonly guideline: string;
  /** Number that an urgent finding offers to call. */
  readonly emergencyNumber: string;
}

let now: Settings = { locale: 'zh-CN', care: false, theme: 'light', guideline: 'cn-2024', emergencyNumber: '120' };
const listeners = new Set<() => void>();

/** The settings in force. */
export const settings = (): Settings => now;

/** Changes some of them; components on the screen follow at once and keep what was typed. */
export function setSettings(change: Partial<Settings>): void {
  now = { ...now, ...change };
  for (const listener of [...listeners]) listener();
}

/** Told when settings change; returns how to stop. */
export function onSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
