import { formatNumber } from '../../i18n/index.js';
import { extension, extensionValue } from '../extensions.js';
import type { AnswerOption, AnswerValue, Form, FormItem } from '../types.js';
import { displayOf, sameAnswer } from '../values.js';
import { sourceOf } from './extract.js';
import type { RecordWords } from './words.js';

/** One line of the record: what was asked and what was said. */
export interface RecordLine {
  readonly label: string;
  /** Empty for a heading. */
  readonly value: string;
  /** Further words, such as the evidence of a red flag. */
  readonly notes?: readonly string[];
  /** 0 at the left. */
  readonly depth: number;
}

/** A section of the record. */
export interface RecordSection {
  readonly id: 'chief-complaint' | 'history' | 'affirmed' | 'denied' | 'scores' | 'red-flags' | 'answers';
  readonly title: string;
  /** LOINC code of the section, where there is one. */
  readonly loinc?: readonly [code: string, display: string];
  readonly lines: readonly RecordLine[];
  /** Said when there are no lines. */
  readonly empty?: string;
}

const historyParts = ['onset', 'duration', 'severity', 'course'];

/** What an item is for the record (`urn:nelumbo:fhir:record-section`); a plain yes/no question counts as a symptom. */
function roleOf(item: FormItem): string | undefined {
  const code = extensionValue(extension(sourceOf(item), 'recordSection'));
  return typeof code === 'string' ? code : item.type === 'boolean' ? 'symptom' : undefined;
}

function* walk(items: readonly FormItem[], depth = 0): Generator<readonly [FormItem, number]> {
  for (const item of items) {
    if (!item.enabled || item.hidden) continue;
    yield [item, depth];
    yield* walk(item.children, item.type === 'group' && item.text ? depth + 1 : depth);
  }
}

/** Answers in words: option labels in the record's language, numbers in its digits. */
export function answerWords(item: FormItem, value: AnswerValue, words: RecordWords, locale: string): string {
  const option = item.options.find((one) => sameAnswer(one.value, value));
  if (option) return option.label;
  if (typeof value === 'number') return `${formatNumber(value, locale, { maximumFractionDigits: 8 })}${item.unit ? ` ${item.unit}` : ''}`;
  return displayOf(value, words);
}

/** Sorts a form's answers into the sections of the record. The form's locale decides the language. */
export function sectionsOf(form: Form, words: RecordWords, locale: string): readonly RecordSection[] {
  const all = [...walk(form.items)];
  const line = (item: FormItem, depth = 0): RecordLine => ({
    label: item.shortText,
    value: item.answers.map((answer) => answerWords(item, answer.value, words, locale)).join(words.comma),
    depth,
  });
  const answered = all.filter(([item]) => item.answers.length > 0).map(([item]) => item);
  const withRole = (...roles: string[]): readonly FormItem[] => answered.filter((item) => roles.includes(roleOf(item) ?? ''));
  const symptoms = withRole('symptom');
  const chief = withRole('chief-complaint');
  return [
    {
      id: 'chief-complaint',
      title: words.chiefComplaint,
      loinc: ['10154-3', 'Chief complaint Narrative - Reported'],
      lines: chief.length > 0 ? chief.map((item) => line(item)) : [{ label: form.title, value: '', depth: 0 }],
    },
    {
      id: 'history',
      title: words.history,
      loinc: ['10164-2', 'History of Present illness Narrative'],
      lines: withRole(...historyParts).map((item) => line(item)),
      empty: words.notStated,
    },
    { id: 'affirmed', title: words.affirmed, lines: symptoms.flatMap((item) => affirmations(item, words, locale)), empty: words.noneAffirmed },
    { id: 'denied', title: words.denied, lines: symptoms.flatMap((item) => denials(item, words, locale)), empty: words.notStated },
    { id: 'scores', title: words.scores, lines: scoreLines(form, words, locale) },
    { id: 'red-flags', title: words.redFlags, lines: flagLines(form, words, locale), empty: words.noFlags },
    {
      id: 'answers',
      title: words.answers,
      lines: all.filter(([item]) => item.type === 'group' || item.answers.length > 0).flatMap(([item, depth]) => groupLine(item, depth, line)),
    },
  ];
}

function groupLine(item: FormItem, depth: number, line: (item: FormItem, depth: number) => RecordLine): RecordLine[] {
  if (item.type !== 'group') return [line(item, depth)];
  const filled = [...walk(item.children)].some(([child]) => child.answers.length > 0);
  return filled && item.text ? [{ label: item.text, value: '', depth }] : [];
}

/** The option of an answer; one of weight 0 ("not at all") or an exclusive one ("none of these") says no. */
const optionOf = (item: FormItem, value: AnswerValue): AnswerOption | undefined => item.options.find((option) => sameAnswer(option.value, value));
const saysNo = (item: FormItem, value: AnswerValue): boolean => {
  const option = optionOf(item, value);
  return option !== undefined && (option.exclusive || option.weight === 0);
};

/** A yes, or the chosen options of a symptom list that say something is there. */
function affirmations(item: FormItem, words: RecordWords, locale: string): RecordLine[] {
  if (item.type === 'boolean') return item.answers[0]?.value === true ? [{ label: item.shortText, value: '', depth: 0 }] : [];
  const chosen = item.answers.filter((answer) => !saysNo(item, answer.value));
  return chosen.length > 0
    ? [{ label: item.shortText, value: chosen.map((answer) => answerWords(item, answer.value, words, locale)).join(words.comma), depth: 0 }]
    : [];
}

/** An explicit no. "None of these" denies every option that was offered; what was merely not ticked is not denied. */
function denials(item: FormItem, words: RecordWords, locale: string): RecordLine[] {
  if (item.type === 'boolean') return item.answers[0]?.value === false ? [{ label: item.shortText, value: '', depth: 0 }] : [];
  return item.answers
    .filter((answer) => saysNo(item, answer.value))
    .flatMap((answer) => {
      if (!optionOf(item, answer.value)?.exclusive) return [{ label: item.shortText, value: answerWords(item, answer.value, words, locale), depth: 0 }];
      return item.options.filter((option) => !option.exclusive).map((option) => ({ label: option.label, value: '', depth: 0 }));
    });
}

const scoreLines = (form: Form, words: RecordWords, locale: string): RecordLine[] =>
  form.scores.map((score) => ({
    label: score.text,
    value:
      score.value === undefined
        ? words.incomplete
        : score.band
          ? words.score(formatNumber(score.value, locale), score.band.text)
          : formatNumber(score.value, locale),
    depth: 0,
  }));

function flagLines(form: Form, words: RecordWords, locale: string): RecordLine[] {
  return form.redFlags.map((flag) => {
    const evidence = flag.evidence.flatMap((one) => {
      const item = form.find(one.linkId);
      return item ? [`${item.shortText}${words.colon}${answerWords(item, one.value, words, locale)}`] : [];
    });
    const state = [flag.withdrawnAt !== undefined && words.withdrawn, flag.acknowledgedAt !== undefined && words.acknowledged].filter((word) => word !== false);
    return {
      label: flag.title || words.redFlags, // its rule may be gone
      value: words.urgency[flag.urgency],
      notes: [...(evidence.length > 0 ? [`${words.basis}${words.colon}${[...new Set(evidence)].join(words.comma)}`] : []), ...state],
      depth: 0,
    };
  });
}
