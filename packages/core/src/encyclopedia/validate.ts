import { entryTypes, flagLevels, reviewStatuses, reviewSteps, sectionKinds, type Entry, type Link } from './entry.js';
import { htmlProblems, unsafeCharacters } from './html-policy.js';
import { CJK, clean } from './normalise.js';

/** What is wrong with an entry: the rule, and a sentence for whoever edits it. */
export interface Problem {
  readonly rule: 'V1' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6' | 'V7' | 'V8' | 'V9' | 'V10';
  readonly text: string;
}

/** What validation depends on. */
export interface ValidateOptions {
  /** `YYYY-MM-DD`; dates are judged against it. */
  readonly today: string;
  /** Strong although short: names of one Chinese character or up to three Latin letters. */
  readonly shortNames?: readonly string[];
}

type Check = (entry: Entry, options: ValidateOptions) => string | false | undefined;

const isDate = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
/** Characters that hide or turn what is written. */
const hides = (text: string): boolean => text.search(unsafeCharacters) >= 0;
const isPlain = (text: unknown): boolean => typeof text === 'string' && !/[<>]|&[a-z#]+\d*;/i.test(text) && !hides(text);
const hasLink = (text: string): boolean => /https?:|www\.|\]\(/i.test(text);
const isWeb = (link: Partial<Link> | undefined): boolean => !!link && /^https?:\/\//.test(link.url ?? '');

/** The day `months` later; the end of a shorter month stays in it. */
function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]; // isDate was checked
  return new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10);
}

const reviewed = (entry: Entry) => entry.review.status === 'reviewed' || entry.review.status === 'corrected';

const reviews = ['first-review', 'second-review', 'final-review'];

/** The steps of the workflow: in order, by somebody, on a day that has come. */
function stepsProblem({ steps = [], status, reviewedOn }: Entry['review'], today: string): string | false {
  let [last, day] = [0, ''];
  for (const { step, by, on } of steps) {
    const place = reviewSteps.indexOf(step);
    if (place < 0) return 'unknown step of the review';
    if (!by?.name) return `the step ${step} says who did it`;
    if (reviews.includes(step) && (!by.title || !by.hospital)) return `the reviewer of ${step} has a name, a title and a hospital`;
    if (!isDate(on) || on > today || on < day) return `the step ${step} has a date, not in the future and not before the step before it`;
    // Proofreading may come at any time, and a text may go back to an earlier review; no review is skipped on the way up.
    if (reviews.includes(step) && place > last + 1) return `the step ${step} comes after ${reviewSteps[place - 1]}`;
    if (step !== 'proofreading') last = place;
    day = on;
  }
  if (steps.length === 0) return false;
  if (status === 'sample' || status === 'unreviewed')
    return steps.some(({ step }) => step === 'final-review') && 'a text with a final review is not called unreviewed';
  if (status === 'withdrawn') return false;
  const final = steps.findLast(({ step }) => step === 'final-review');
  if (!final) return 'a reviewed text has had its final review';
  return final.on !== reviewedOn && 'reviewedOn is the day of the final review';
}

const v1: Check = ({ review, ...entry }, { today }) => {
  const wrong = stepsProblem(review, today);
  if (wrong) return wrong;
  if (!reviewed({ review, ...entry })) return false;
  if (review.reviewers.length === 0) return 'a reviewed entry names its reviewer';
  if (review.reviewers.some((person) => !person.name || !person.title || !person.hospital)) return 'a reviewer has a name, a title and a hospital';
  if (!isDate(review.reviewedOn) || review.reviewedOn > today) return 'reviewedOn is a date that is not in the future';
  if (!isDate(review.nextReviewOn) || review.nextReviewOn > monthsLater(review.reviewedOn, 24)) return 'the next review is at most 24 months later';
  return false;
};

const v2: Check = ({ review }) =>
  (review.status === 'sample' || review.status === 'unreviewed') &&
  (review.reviewers.length > 0 || review.reviewedOn !== undefined) &&
  'nobody reviewed this: name no reviewer';

const v3: Check = ({ review, sections, redFlags }) => {
  if (review.status === 'corrected' && (!review.correction?.text || !isDate(review.correction.on))) return 'a corrected entry says what was corrected and when';
  if (review.status !== 'withdrawn') return false;
  if (!review.withdrawal?.reason || !isDate(review.withdrawal.on)) return 'a withdrawn entry says why and when';
  return (sections.length > 0 || redFlags.length > 0) && 'a withdrawn entry keeps no text';
};

const v4: Check = ({ source, licence }) => {
  if (!source?.name || !isWeb({ url: source.url })) return 'name the source and its address';
  const id = licence?.id ?? '';
  if (!id || /unknown/i.test(id)) return 'name the licence';
  if (/(^|-)(ND|NC)(-|$)/i.test(id)) return 'this licence forbids changes or commercial use';
  if (/(^|-)SA(-|$)/i.test(id)) return 'share-alike text belongs in a pack of its own';
  return /^CC-BY/i.test(id) && !licence.attribution && 'this licence asks for an attribution';
};

const v5: Check = ({ redFlags }) => {
  for (const flag of redFlags) {
    if (!flagLevels.includes(flag.level)) return 'unknown level of a red flag';
    const texts = [flag.action, ...flag.if];
    if (!flag.action || flag.if.length === 0 || texts.some((text) => !isPlain(text) || hasLink(text))) return 'red flags are plain text without links';
  }
  return false;
};

/** Whether a name is too short to raise a card unless it is allow-listed. */
export const isShortName = (text: string): boolean => {
  const key = clean(text);
  return CJK.test(key) ? [...key].length < 2 : key.length <= 3;
};

const v6: Check = ({ aliases }, { shortNames = [] }) => {
  if (aliases.some((alias) => clean(alias.text) === '')) return 'an alias is empty';
  if (aliases.some((alias) => hides(alias.text))) return 'an alias holds control or bidirectional characters';
  const short = aliases.find((alias) => !alias.weak && isShortName(alias.text) && !shortNames.includes(alias.text));
  return short && `the short alias "${short.text}" is weak, or allow-listed`;
};

const v7: Check = ({ codes }) => {
  if (codes.some((code) => !/^(https?:\/\/|urn:)\S+$/.test(code.system) || !/^\S+( \S+)*$/.test(code.code)))
    return 'a code system is a URI, and a code has no line break';
  return codes.some((code) => /snomed/i.test(code.system)) && 'SNOMED codes are not shipped';
};

const v8: Check = ({ sections }) => {
  for (const section of sections) {
    if (!sectionKinds.includes(section.kind)) return 'unknown kind of section';
    if (!section.title || !isPlain(section.title)) return 'a section has a plain title';
    const problem = htmlProblems(section.html)[0];
    if (problem) return problem;
  }
  return false;
};

const v9: Check = ({ summary, locale, review }) => {
  if (!isPlain(summary)) return 'the summary is plain text';
  if (review.status !== 'withdrawn' && !summary) return 'the summary is empty';
  return [...summary].length > (locale.startsWith('zh') ? 160 : 320) && 'the summary is too long';
};

const v10: Check = ({ id, locale, type, updated, title, review }) => {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(locale)) return 'the locale is a language tag such as zh-CN';
  if (!title.trim()) return 'the title is missing';
  if (hides(title)) return 'the title holds control or bidirectional characters';
  if (clean(title) === '') return 'the title has no letter or digit to find it by';
  if (id === `${locale}/`) return 'give it an id: its names have no Latin letters to make one of';
  if (!id.startsWith(`${locale}/`) || !/^[a-z0-9][a-z0-9-]*$/.test(id.slice(locale.length + 1))) return 'the id is locale/slug, the slug of a-z, 0-9 and -';
  if (!entryTypes.includes(type)) return `unknown type: one of ${entryTypes.join(', ')}`;
  if (!reviewStatuses.includes(review.status)) return `unknown status of the review: one of ${reviewStatuses.join(', ')}`;
  return [updated, review.reviewedOn, review.nextReviewOn].some((day) => day !== undefined && !isDate(day)) && 'dates are YYYY-MM-DD';
};

const rules = { V10: v10, V1: v1, V2: v2, V3: v3, V4: v4, V5: v5, V6: v6, V7: v7, V8: v8, V9: v9 } as const;

/** Problems of an entry by the rules V1 to V10; empty when it may ship. Never throws on an Entry-shaped object. */
export function validateEntry(entry: Entry, options: ValidateOptions): Problem[] {
  return Object.entries(rules).flatMap(([rule, check]) => {
    const text = check(entry, options);
    return text ? [{ rule: rule as Problem['rule'], text }] : []; // keys of `rules`
  });
}
