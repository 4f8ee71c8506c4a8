import type { LocaleTag } from '@nelumbo/core/i18n';
import { describeQuantity, type Finding } from '@nelumbo/core/medication';
import type { Quantity } from '@nelumbo/core/fhir';
import type { FindingTexts } from '../locales/medication/finding.js';

/** A finding as a sentence: what, how much, and from when it would be all right. */
export function findingWords({ rule, name, most, sum, periodMs, allowed, text }: Finding, texts: Pick<FindingTexts, 'findings'>, locale: LocaleTag): string {
  const t = texts.findings;
  const quantity = (value: Quantity | undefined): string =>
    value === undefined ? '' : value.unit === 'doses' && value.code === undefined ? t.doses(value.value ?? 0) : describeQuantity(value, locale);
  const hours = Math.round((periodMs ?? 0) / 3_600_000);
  switch (rule) {
    case 'over-once':
      return t.overOnce(quantity(sum), quantity(most));
    case 'over-maximum':
      return t.overMaximum(quantity(sum), quantity(most), hours);
    case 'last-allowed':
      return t.lastAllowed(quantity(most), hours);
    case 'too-soon':
      return t.tooSoon(allowed?.time ?? '');
    case 'stock-out':
      return t.stockOut(quantity(most));
    case 'expired':
      return t.expired;
    case 'same-ingredient':
      return t.sameIngredient(name);
    case 'interaction':
      return `${name}: ${text ?? ''}`;
  }
}
