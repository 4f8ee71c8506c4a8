import { formatDate } from '@nelumbo/core/i18n';
import type { AnswerValue, Form, FormItem, RedFlag } from '@nelumbo/core/intake';
import { flagWords } from '../../../../elements/src/intake/intake/flag-words.js';
import { questionsOf, type Page } from '../../../../elements/src/intake/intake/pages.js';
import type { IntakeTexts } from '../../../../elements/src/locales/intake/index.js';

interface Words {
  readonly texts: IntakeTexts;
  readonly locale: string;
  readonly typing?: Typing | undefined;
  /** What is looked for in a long list of options. */
  readonly sought?: string | undefined;
}

/** A longer list is searched, as on the web: a phone would draw thousands of buttons. */
const MANY = 40;
const HITS = 30;

/** The field that is being typed in. */
export interface Typing {
  readonly key: string;
  /** What the field was given before. It is given that again: on its way to us and back, what is typed meanwhile would be lost, and `36.` be `36`. */
  readonly given: string;
  /** The answer that was made of it; another one is shown. */
  readonly answer: string;
}

/** What a field shows of its answer. */
export function fieldText({ answers: [answer] }: FormItem): string {
  const value = answer?.value;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return typeof value === 'object' && 'value' in value ? String(value.value ?? '') : ''; // a Quantity
}

interface Shared extends Words {
  readonly form: Form;
  readonly call: string;
}

/** Which native control asks this question; `web` for what no native control can. */
function controlOf({ type, options }: FormItem): 'choice' | 'text' | 'long' | 'number' | 'date' | 'time' | 'dateTime' | 'note' | 'web' {
  if (type === 'boolean' || type === 'choice' || (type === 'open-choice' && options.length)) return 'choice';
  if (type === 'integer' || type === 'decimal' || type === 'quantity') return 'number';
  if (type === 'date' || type === 'time' || type === 'dateTime') return type;
  if (type === 'text') return 'long';
  if (type === 'string' || type === 'url' || type === 'open-choice') return 'text';
  return type === 'display' || type === 'group' || type === 'unknown' ? 'note' : 'web';
}

const same = (a: AnswerValue, b: AnswerValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A value in words. */
function wordsOf(item: FormItem, value: AnswerValue, { texts, locale }: Words): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return `${value}${item.unit ? ` ${item.unit}` : ''}`;
  if (typeof value === 'object') {
    const { display, code, value: number, unit } = value as { display?: string; code?: string; value?: number; unit?: string }; // a Coding or a Quantity
    if (number !== undefined) return `${number} ${unit ?? code ?? ''}`.trim();
    return item.options.find((option) => same(option.value, value))?.label ?? display ?? code ?? '';
  }
  if (item.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(Date.parse(value), locale, { dateStyle: 'long', timeZone: 'UTC' });
  if (item.type === 'time') return value.slice(0, 5);
  return item.type === 'dateTime' ? value.slice(0, 16).replace('T', ' ') : (item.options.find((option) => same(option.value, value))?.label ?? value);
}

const answerText = (item: FormItem, shared: Words): string => item.answers.map(({ value }) => wordsOf(item, value, shared)).join(shared.texts.separator);

function optionsOf(item: FormItem, { texts, sought = '' }: Words): { readonly key: string; readonly on: boolean }[] {
  const [answer] = item.answers;
  if (item.type === 'boolean') return [true, false].map((value) => ({ key: String(value), label: value ? texts.yes : texts.no, on: answer?.value === value }));
  const many = item.options.length > MANY;
  const words = sought.trim().toLowerCase();
  const hits = many ? item.options.filter(({ label }) => label.toLowerCase().includes(words)).slice(0, HITS) : item.options;
  const chosen = item.options.filter((option) => !hits.includes(option) && item.answers.some((one) => same(one.value, option.value)));
  return [...chosen, ...hits].map(({ key, label, prefix, value }) => ({
    key,
    label: prefix ? `${prefix} ${label}` : label,
    on: item.answers.some((one) => same(one.value, value)),
  }));
}

function issueText(item: FormItem, { texts }: Words): string {
  const issue = item.touched ? item.issues.find(({ severity }) => severity === 'error') : undefined;
  if (!issue) return '';
  const say: unknown = (texts.issues as Readonly<Record<string, unknown>>)[issue.code]; // a text, or one with the limit in it
  return typeof say === 'function' ? String((say as (limit: string) => string)(issue.limit ?? '')) : typeof say === 'string' ? say : issue.code;
}

function questionView(item: FormItem, shared: Words): object {
  const { texts } = shared;
  const control = item.readOnly && item.type !== 'display' && item.type !== 'group' ? 'note' : controlOf(item);
  const value = fieldText(item);
  const { typing } = shared;
  const options = control === 'choice' ? optionsOf(item, shared) : [];
  const many = control === 'choice' && item.options.length > MANY;
  return {
    ...{ key: item.key, control, text: [item.prefix, item.text].filter(Boolean).join(' '), help: item.help ?? '' },
    must: item.required && control !== 'note' ? texts.required : '',
    many: item.repeats,
    options,
    seek: many ? texts.search.hint : '',
    found: many && shared.sought ? texts.search.found(options.filter(({ on }) => !on).length, HITS) : '',
    value: control === 'number' || control === 'text' || control === 'long' ? (typing?.key === item.key && typing.answer === value ? typing.given : value) : '',
    day: control === 'date' || control === 'dateTime' ? value.slice(0, 10) : '',
    time: control === 'time' ? value.slice(0, 5) : control === 'dateTime' ? value.slice(11, 16) : '',
    shown: control === 'note' && item.answers.length ? answerText(item, shared) : '',
    pick: control === 'date' || control === 'time' || control === 'dateTime' ? texts.choose : '',
    placeholder: control === 'choice' ? '' : (item.placeholder ?? ''),
    unit: control === 'number' ? (item.unit ?? item.units[0]?.display ?? '') : '',
    keyboard: item.type === 'integer' ? 'number' : 'digit',
    error: issueText(item, shared),
  };
}

/** The item and what is nested under it, in the order of the form. */
const withNested = (item: FormItem): readonly FormItem[] =>
  item.enabled && !item.hidden && item.control !== 'help' ? [item, ...item.children.flatMap((child) => withNested(child))] : [];

/** One screen: the headings of the groups around it, then its question, with what is nested beneath. */
export const pageView = (page: Page, shared: Words): object => ({
  headings: page.headings,
  questions: page.items.flatMap((item) => withNested(item)).map((item) => questionView(item, shared)),
});

function flagPart(flag: RedFlag, texts: IntakeTexts): object {
  const [title, action] = flagWords(flag, texts);
  return { rule: flag.rule, title, action, urgency: texts.urgency[flag.urgency], level: flag.urgency };
}

/** A red flag takes the whole screen: what was said, what to do now, one button. */
export const flagView = (flag: RedFlag, { form, texts, call, ...rest }: Shared): object => ({
  ...flagPart(flag, texts),
  heading: texts.interrupt.heading,
  saidTitle: texts.interrupt.said,
  said: flag.evidence.flatMap(({ linkId, value }) => {
    const item = form.find(linkId);
    return item ? [texts.pair(item.shortText, wordsOf(item, value, { texts, ...rest }))] : [];
  }),
  calls: [
    { number: call, text: texts.interrupt.call(call) },
    ...flag.helplines.map(({ number, label }) => ({ number, text: texts.interrupt.callLine(label) })),
  ],
  go: texts.interrupt.continue,
});

/** All answers before they are sent, each with its way back. */
export const reviewView = (pages: readonly Page[], shared: Words): object => ({
  heading: shared.texts.review.heading,
  lead: shared.texts.review.lead,
  edit: shared.texts.review.edit,
  rows: pages.flatMap((page, i) =>
    questionsOf(page.items).map((item) => ({
      ...{ key: item.key, page: i, question: item.shortText, answer: answerText(item, shared) || shared.texts.notAnswered },
      label: shared.texts.review.editLabel(item.shortText),
    })),
  ),
});

/** What was saved, and what is advised. */
export const doneView = ({ form, texts }: Shared): object => ({
  heading: texts.done.heading,
  where: texts.done.where,
  again: texts.done.again,
  flagsTitle: form.redFlags.some(({ withdrawnAt }) => withdrawnAt === undefined) ? texts.flagsHeading : '',
  flags: form.redFlags.filter(({ withdrawnAt }) => withdrawnAt === undefined).map((flag) => flagPart(flag, texts)),
  scores: form.scores.map(({ linkId, text, value, band }) => ({
    linkId,
    text: value === undefined ? text : `${text}：${band ? texts.score(String(value), band.text) : value}`,
  })),
});
