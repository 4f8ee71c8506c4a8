import { pickTexts } from '@nelumbo/core/i18n';
import type { Card, Hotline, Match, RedFlag } from '@nelumbo/core/encyclopedia';
import type { EncyclopediaTexts } from '../../../elements/src/locales/encyclopedia/index.js';

/** The lines that help, nothing else beside them. */
export const hotlineView = (hotlines: readonly Hotline[], texts: EncyclopediaTexts, locale: string): object => {
  const named = (words: Readonly<Record<string, string>>) => pickTexts({ en: '', ...words }, locale);
  return {
    title: texts.crisisTitle,
    text: texts.crisisText,
    lines: hotlines.map(({ number, name, hours, source, checkedOn }) => ({
      number,
      call: `${texts.call(number)} · ${named(name)}`,
      hours: texts.hours(named(hours), source.title, checkedOn),
    })),
  };
};

const flagView = (flag: RedFlag | undefined, texts: EncyclopediaTexts, number: string): object | null =>
  flag ? { tone: flag.level === 'emergency' ? 'alert' : 'watch', signs: texts.joinSigns(flag.if), action: texts.flagAction(flag.action, number) } : null;

/** A card as the page shows it: red flag first, one sentence, where the text comes from and who checked it. */
export function cardView(card: Card, match: Match | undefined, query: string, texts: EncyclopediaTexts, number: string): object {
  const spelled = match?.kind === 'pinyin' || match?.kind === 'initials';
  const alias = match && match.name.toLowerCase() !== card.title.toLowerCase() ? texts.alias(match.name, card.title) : '';
  const checked = card.review.status === 'reviewed' || card.review.status === 'corrected';
  return {
    ...{ title: card.title, summary: card.summary, department: card.departments[0] ?? '' },
    flag: flagView(card.redFlags[0], texts, number),
    alias: spelled ? texts.spelled(query, card.title) : alias,
    badge: `${checked ? '✓' : 'ⓘ'} ${texts.badge[card.review.status]}`,
    source: texts.source(card.source.name, card.licence.id),
    open: card.contents.length ? texts.open : '',
    openLabel: card.contents.length ? texts.openNamed(card.title) : '',
  };
}
