import { isOverdue, type Entry, type SectionKind } from './entry.js';

/** Which property of schema.org says what a section is about; those without one stay in the text alone. */
const properties: Partial<Record<SectionKind, string>> = {
  symptoms: 'signOrSymptom',
  causes: 'cause',
  risks: 'riskFactor',
  diagnosis: 'typicalTest',
  treatment: 'possibleTreatment',
  prevention: 'primaryPrevention',
  complications: 'possibleComplication',
  outlook: 'expectedPrognosis',
};
/** Those that are a text; the others are things with a name. */
const texts: readonly SectionKind[] = ['outlook'];

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

/** List items are things of their own; a text without a list is one. */
function thingsOf(html: string): readonly string[] {
  const items = [...html.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item]) => plain(item!)).filter(Boolean);
  return items.length > 0 ? items : [plain(html)];
}

const typeOf: Partial<Record<SectionKind, string>> = {
  symptoms: 'MedicalSymptom',
  causes: 'MedicalCause',
  risks: 'MedicalRiskFactor',
  diagnosis: 'MedicalTest',
  treatment: 'MedicalTherapy',
  prevention: 'MedicalTherapy',
};

function aboutOf(entry: Entry): Record<string, unknown> {
  const about: Record<string, unknown> = { '@type': entry.type, name: entry.title, description: entry.summary };
  const names = entry.aliases.filter((alias) => !alias.weak).map((alias) => alias.text);
  if (names.length > 0) about['alternateName'] = names;
  if (entry.codes.length > 0) about['code'] = entry.codes.map(({ system, code }) => ({ '@type': 'MedicalCode', codeValue: code, codingSystem: system }));
  if (entry.type !== 'MedicalCondition') return about;
  for (const { kind, html } of entry.sections) {
    const property = properties[kind];
    if (!property) continue;
    const type = typeOf[kind];
    about[property] = texts.includes(kind) || !type ? plain(html) : thingsOf(html).map((name) => ({ '@type': type, name }));
  }
  return about;
}

/**
 * An entry as schema.org's MedicalWebPage, for search engines: pure, so that a server can write it into its page. Who reviewed it and when is
 * said only of a text whose review holds; of samples, unreviewed and withdrawn texts nothing is said at all.
 * @param today - `YYYY-MM-DD`
 * @returns `undefined` when nothing may be said
 */
export function toJsonLd(entry: Entry, today: string): Record<string, unknown> | undefined {
  const { review, source, licence } = entry;
  if ((review.status !== 'reviewed' && review.status !== 'corrected') || isOverdue(review, today)) return undefined;
  return {
    '@context': 'https://schema.org',
    '@type': 'MedicalWebPage',
    inLanguage: entry.locale,
    name: entry.title,
    description: entry.summary,
    dateModified: entry.updated,
    lastReviewed: review.reviewedOn,
    reviewedBy: review.reviewers.map(({ name, title, hospital }) => ({
      '@type': 'Person',
      name,
      jobTitle: title,
      affiliation: { '@type': 'Hospital', name: hospital },
    })),
    isBasedOn: { '@type': 'CreativeWork', name: source.name, url: source.url },
    license: licence.id,
    ...(licence.attribution && { creditText: licence.attribution }),
    ...(entry.references.length > 0 && { citation: entry.references.map(({ url }) => url) }),
    about: aboutOf(entry),
  };
}

/** {@link toJsonLd} as the text of a `script` element: nothing in it can end the element. */
export function jsonLdText(entry: Entry, today: string): string | undefined {
  const found = toJsonLd(entry, today);
  return found && JSON.stringify(found).replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029'); // prettier-ignore
}
