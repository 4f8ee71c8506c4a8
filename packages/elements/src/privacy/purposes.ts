import type { Client, ConsentState, ConsentText } from '@nelumbo/core';
import type { PrivacyTexts } from '../locales/privacy/index.js';

/** The words of a purpose. */
export const purposeWords = (texts: PrivacyTexts, purpose: string): { title: string; text: string } => texts.purposes[purpose] ?? texts.other(purpose);

/** Records a decision together with the words that were shown. */
export function decide(client: Client, texts: PrivacyTexts, locale: string, purpose: string, given: boolean): Promise<void> {
  if (!given) return client.privacy.withdraw(purpose);
  const { title, text } = purposeWords(texts, purpose);
  const shown: ConsentText = { version: texts.version, language: locale, title, text };
  return client.privacy.grant(purpose, shown);
}

/** Whether a purpose holds: keeping records does until it is taken back, everything else once it was agreed to. */
export const holds = (purpose: string, state: ConsentState | undefined): boolean => (state ? state.given && !state.otherServer : purpose === 'store');

/** When and how a purpose was decided, in words. */
export function decisionWords(texts: PrivacyTexts, locale: string, purpose: string, state: ConsentState | undefined): string {
  if (state?.decidedAt === undefined) return purpose === 'store' ? texts.always : texts.never;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(state.decidedAt);
  return state.given ? texts.given(when) : texts.withdrawn(when);
}

/** The name of a server that people know it by. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);
