import { clean, type Entry, type EntryType, type Section, type SectionKind, type SensitiveClass } from '@nelumbo/core/encyclopedia';
import { briefs, departments, extraTopics } from '../entries/briefs.js';
import type { Article, Block } from './topic.js';
import { readMedlinePlus, readTopics, type FeedTopic, type OntologyEntry, type TopicRow } from './import.js';

/** What the builder reads besides our own articles. */
export interface Sources {
  readonly topics: string;
  readonly ontology: { readonly entries: readonly OntologyEntry[] };
  readonly medlineplus: string;
}

/** The day on which our texts were last changed. */
const UPDATED = '2026-11-22';
const types: Readonly<Record<TopicRow['kind'], EntryType>> = { disease: 'MedicalCondition', symptom: 'MedicalSignOrSymptom', drug: 'Drug' };

/** What sections are called, in Chinese and English. */
export const titles: Readonly<Record<SectionKind, readonly [zh: string, en: string]>> = {
  overview: ['概述', 'Overview'],
  symptoms: ['常见表现', 'What it feels like'],
  causes: ['为什么会这样', 'Causes'],
  risks: ['哪些人容易出现', 'Who is at risk'],
  diagnosis: ['怎样确诊', 'How it is diagnosed'],
  treatment: ['怎样治疗', 'Treatment'],
  prevention: ['怎样预防', 'Prevention'],
  complications: ['可能的后果', 'What can follow'],
  outlook: ['会怎样发展', 'Outlook'],
  care: ['自己可以做什么', 'What you can do'],
  'daily-life': ['日常生活', 'Daily life'],
  faq: ['常见问题', 'Questions people ask'],
};

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const blockHtml = (block: Block): string =>
  typeof block === 'string' ? `<p>${escape(block)}</p>` : `<ul>${block.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;

interface Brief {
  readonly slug: string;
  readonly weight: number;
  readonly departments: readonly string[];
  readonly zh: string;
  readonly en: string;
}

function readBriefs(): Map<string, Brief> {
  const rows = briefs.trim().split('\n');
  return new Map(
    rows.map((row) => {
      const [topic, slug, weight, where, zh, en] = row.split('|');
      if (!topic || !slug || !weight || !where || !zh || !en) throw new Error(`briefs: cannot read "${row}"`);
      return [topic, { slug, weight: Number(weight), departments: where.split(','), zh, en }];
    }),
  );
}

const language = { 'zh-CN': 0, en: 1 } as const;
/** The languages of the pack. */
export type PackLocale = keyof typeof language;
/** The languages of the pack, the first one first. */
export const packLocales: readonly PackLocale[] = ['zh-CN', 'en'];

const own = {
  source: { name: 'Nelumbo sample content', url: 'https://creativecommons.org/licenses/by/4.0/' },
  licence: { id: 'CC-BY-4.0', attribution: 'Nelumbo contributors' },
} as const;

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

function sectionsOf(article: Article | undefined, locale: PackLocale): Section[] {
  const written = article?.sections[locale === 'en' ? 'en' : 'zh'] ?? {};
  return Object.entries(written).map(([kind, blocks]) => ({
    kind: kind as SectionKind, // keys of a record of kinds
    title: titles[kind as SectionKind][language[locale]],
    html: blocks.map(blockHtml).join(''),
  }));
}

interface Material {
  readonly row: TopicRow;
  readonly brief: Brief;
  readonly article: Article | undefined;
  readonly ontology: OntologyEntry | undefined;
}

function entryOf({ row, brief, article, ontology }: Material, locale: PackLocale): Entry {
  const [mine, others] = locale === 'en' ? [row.en, row.zh] : [row.zh, row.en];
  const known = new Set([...mine, ...others].map((name) => clean(name)));
  const further = locale === 'en' ? (ontology?.aliases ?? []).filter((name) => !known.has(clean(name))) : [];
  const aliases = [...mine.slice(1), ...others].map((text) => (row.weak.includes(text) ? { text, weak: true } : { text }));
  return {
    id: `${locale}/${brief.slug}`,
    type: types[row.kind],
    locale,
    title: locale === 'en' ? capital(mine[0]!) : mine[0]!,
    summary: locale === 'en' ? brief.en : brief.zh,
    updated: UPDATED,
    aliases: [...aliases, ...further.map((text) => ({ text, weak: true }))],
    codes: (ontology?.codes ?? [])
      .filter((code) => code.startsWith('ICD10CM:'))
      .map((code) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: code.slice(8) })),
    departments: brief.departments.map((key) => departments[key]![language[locale]]),
    tags: [],
    related: (article?.related ?? []).map((slug) => `${locale}/${slug}`),
    weight: brief.weight,
    redFlags: (article?.flags ?? []).map((flag) => ({ level: flag.level, action: flag.action, if: flag.if[locale === 'en' ? 'en' : 'zh'] })),
    sections: sectionsOf(article, locale),
    review: { status: 'sample', reviewers: [] },
    ...own,
    source: { ...own.source, name: locale === 'en' ? own.source.name : 'Nelumbo 示例内容' },
    references: article?.references ?? [],
    ...(row.sensitive ? { sensitive: row.sensitive as SensitiveClass } : {}), // the validator checks the value
  };
}

/** Sentences of a text, as many as fit. */
function sentences(text: string, most: number): string {
  let end = 0;
  for (const match of text.matchAll(/[.!?](?=\s|$)/g)) if (match.index < most) end = match.index + 1;
  return text.slice(0, end);
}

/** The first paragraph as plain text, as many sentences as a summary holds. */
const lead = (html: string): string => sentences((/<p>(.*?)<\/p>/.exec(html)?.[1] ?? '').replace(/<[^>]*>/g, ''), 320);

/** An article of the MedlinePlus feed in place of our own English one. */
function withFeed(entry: Entry, topic: FeedTopic): Entry {
  return {
    ...entry,
    summary: lead(topic.html),
    updated: topic.date,
    aliases: [...entry.aliases, ...topic.aliases.map((text) => ({ text }))],
    sections: [{ kind: 'overview', title: titles.overview[1], html: topic.html }],
    review: { status: 'unreviewed', reviewers: [] },
    source: { name: 'MedlinePlus, National Library of Medicine', url: topic.url },
    licence: { id: 'Public domain (US government)', attribution: 'Source: MedlinePlus, National Library of Medicine' },
    references: [],
  };
}

/** A disease that only the ontology knows: found by its name, labelled as ontology prose, never raised as a card. */
function ontologyEntry(item: OntologyEntry): Entry {
  return {
    id: `en/${clean(item.id)}`,
    type: 'MedicalCondition',
    locale: 'en',
    title: capital(item.title),
    summary: sentences(item.definition, 320),
    updated: '2026-07-30',
    aliases: item.aliases.map((text) => ({ text, weak: true })),
    codes: item.codes.filter((code) => code.startsWith('ICD10CM:')).map((code) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: code.slice(8) })),
    departments: [],
    tags: ['ontology-definition'],
    related: [],
    weight: 20,
    redFlags: [],
    sections: [],
    review: { status: 'unreviewed', reviewers: [] },
    source: { name: 'Human Disease Ontology (definition written for machines)', url: 'https://github.com/DiseaseOntology/HumanDiseaseOntology' },
    licence: { id: 'CC0-1.0' },
    references: [],
    card: false,
  };
}

/** Every entry of the pack in one language, the most looked-for first. */
export function packEntries(sources: Sources, articles: readonly Article[], locale: PackLocale): Entry[] {
  const rows = [...readTopics(sources.topics), ...readTopics(extraTopics)];
  const brief = readBriefs();
  const feed = readMedlinePlus(sources.medlineplus).filter((topic) => topic.language === 'English');
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  const taken = new Map(rows.flatMap((row) => row.en.map((name) => [clean(name), row.id])));
  const ontology = new Map<string, OntologyEntry>();
  const rest: OntologyEntry[] = [];
  for (const item of sources.ontology.entries) {
    const topic = [item.title, ...item.aliases].map((name) => taken.get(clean(name))).find((id) => id !== undefined);
    if (topic === undefined) rest.push(item);
    else if (!ontology.has(topic)) ontology.set(topic, item);
  }
  const entries = rows.map((row) => {
    const about = brief.get(row.id);
    if (!about) throw new Error(`briefs: ${row.id} is missing`);
    const entry = entryOf({ row, brief: about, article: bySlug.get(about.slug), ontology: ontology.get(row.id) }, locale);
    const topic = locale === 'en' ? feed.find((candidate) => clean(candidate.title) === clean(entry.title)) : undefined;
    return topic ? withFeed(entry, topic) : entry;
  });
  if (locale === 'en') entries.push(...rest.map(ontologyEntry).filter((entry) => entry.summary !== ''));
  return entries.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
}
