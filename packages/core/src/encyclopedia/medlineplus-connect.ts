import type { JsonFetch } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { toCard, type Card, type Code, type Entry } from './entry.js';
import { unsafeCharacters } from './html-policy.js';
import type { Call, EncyclopediaSource } from './source.js';

/** Code systems that MedlinePlus Connect knows: URI → OID. https://medlineplus.gov/medlineplus-connect/web-service/ */
const systems: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/icd-10-cm': '2.16.840.1.113883.6.90',
  'http://hl7.org/fhir/sid/icd-9-cm': '2.16.840.1.113883.6.103',
  'http://www.nlm.nih.gov/research/umls/rxnorm': '2.16.840.1.113883.6.88',
  'http://hl7.org/fhir/sid/ndc': '2.16.840.1.113883.6.69',
  'http://loinc.org': '2.16.840.1.113883.6.1',
};
const drugs = new Set(['http://www.nlm.nih.gov/research/umls/rxnorm', 'http://hl7.org/fhir/sid/ndc']);

/** Where the service is asked; the partner's own proxy where the page may not ask it directly. */
const SERVICE = 'https://connect.medlineplus.gov/service';
/** Topics of one page visit that can be opened again without asking. */
const KEPT = 50;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const valueOf = (field: unknown): string => (isObject(field) && typeof field['_value'] === 'string' ? field['_value'] : '');
const linkOf = (field: unknown): string => {
  const link = Array.isArray(field) ? (field as readonly unknown[])[0] : field;
  const href = isObject(link) && typeof link['href'] === 'string' ? link['href'] : '';
  return /^https:\/\/([\w-]+\.)*(medlineplus|nih)\.gov\//.test(href) ? href : '';
};

/** Paragraphs and lists without attributes; every other tag is taken out, its text stays. The page sanitises once more. */
const plainMarkup = (html: string): string =>
  html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(unsafeCharacters, '')
    .replace(/[\ue000\ue001]/g, '')
    .replace(/<(\/?)(p|ul|ol|li)\b[^<>]*>/gi, (_, slash: string, tag: string) => `\ue000${slash}${tag.toLowerCase()}\ue001`)
    .replace(/<[^>]*>?/g, '')
    .replace(/[<>]/g, '')
    .replace(/\ue000/g, '<')
    .replace(/\ue001/g, '>');
const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/&(?:[a-z]+|#\d+);/gi, ' ').replace(/\s+/g, ' ').trim(); // prettier-ignore

/** As many sentences as a card holds. */
function lead(text: string): string {
  const ends = [...text.matchAll(/[.!?](?=\s|$)/g)].map((match) => match.index + 1).filter((end) => end <= 320);
  return text.slice(0, ends.at(-1) ?? 320);
}

function entryOf(given: unknown, code: Code, locale: string): Entry | undefined {
  if (!isObject(given)) return undefined;
  const [title, url] = [textOf(valueOf(given['title'])), linkOf(given['link'])];
  const html = plainMarkup(valueOf(given['summary']));
  const page = /\/([\w-]+)\.html/.exec(url)?.[1]?.toLowerCase();
  if (!title || !page) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(valueOf(given['updated']))?.[0];
  return {
    id: `${locale}/medlineplus-${page}`,
    type: drugs.has(code.system) ? 'Drug' : code.system === 'http://loinc.org' ? 'MedicalTest' : 'MedicalCondition',
    locale,
    title,
    summary: lead(textOf(html)),
    updated: day ?? '',
    aliases: [],
    codes: [code],
    departments: [],
    tags: ['live'],
    related: [],
    weight: 50,
    redFlags: [],
    sections: html === '' ? [] : [{ kind: 'overview', title: locale === 'es' ? 'Resumen' : 'Overview', html }],
    review: { status: 'unreviewed', reviewers: [] },
    source: { name: 'MedlinePlus.gov, live', url },
    licence: { id: 'Public domain (US government)', attribution: 'Source: MedlinePlus, National Library of Medicine' },
    references: [{ title: `MedlinePlus: ${title}`, url }],
  };
}

/**
 * Looks topics up by code at MedlinePlus Connect (US National Library of Medicine): ICD-10-CM, ICD-9-CM, RxNorm, NDC, LOINC; English and Spanish.
 * Cards say that they are live, name the source and link to it. Words are never sent: it answers codes alone, so put it behind a pack with `firstOf`.
 * @param options.service - a proxy of the partner with the same parameters
 */
export function medlinePlusConnectSource(fetchJson: JsonFetch, options: { readonly service?: string } = {}): EncyclopediaSource {
  const known = new Map<string, Entry>();
  const languageOf = (locale: string) => (locale.toLowerCase().startsWith('es') ? 'es' : 'en');
  const ask = async (code: Code, locale: string): Promise<Entry | undefined> => {
    const oid = Object.hasOwn(systems, code.system) ? systems[code.system] : undefined;
    if (oid === undefined) return undefined;
    const query = `mainSearchCriteria.v.cs=${oid}&mainSearchCriteria.v.c=${encodeURIComponent(code.code)}`;
    const answer = await fetchJson(
      `${options.service ?? SERVICE}?${query}&informationRecipient.languageCode.c=${locale}&knowledgeResponseType=application/json`,
    );
    const feed = isObject(answer) ? answer['feed'] : undefined;
    if (!isObject(feed)) throw new NelumboError('server', 'MedlinePlus Connect answered with an unexpected shape.');
    const entries = Array.isArray(feed['entry']) ? (feed['entry'] as readonly unknown[]) : [];
    const found = entries.map((entry) => entryOf(entry, code, locale)).find((entry) => entry !== undefined);
    if (!found) return undefined;
    if (known.size >= KEPT) known.delete(known.keys().next().value!);
    known.set(found.id, found);
    return found;
  };
  const unlessAborted = (call?: Call) => {
    if (call?.signal?.aborted) throw new NelumboError('aborted', 'A newer question replaced this one.');
  };
  return {
    async resolve({ code, locale }, call) {
      const entry = code ? await ask(code, languageOf(locale)) : undefined;
      unlessAborted(call);
      if (!entry) return { status: 'none' };
      const { id, title } = entry;
      return { status: 'hit', card: toCard(entry), match: { id, title, kind: 'code', confidence: 1, name: title } };
    },
    suggest: () => Promise.resolve([]),
    cards: (ids) => Promise.resolve(ids.flatMap((id): Card[] => (known.has(id) ? [toCard(known.get(id)!)] : []))),
    entry(id) {
      const entry = known.get(id);
      return entry ? Promise.resolve(entry) : Promise.reject(new NelumboError('not-found', 'Look the topic up by its code first.'));
    },
  };
}
