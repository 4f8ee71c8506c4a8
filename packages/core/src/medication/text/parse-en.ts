import { noteAmount, noteFood, noteOffset, noteRange, noteShort, ofWhole, type Found, type Phrase } from './found.js';

const numbers: Readonly<Record<string, string>> = {
  ...{ one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', twelve: '12', half: '0.5' },
};
const units: Readonly<Record<string, string>> = {
  ...{ tablet: '{tablet}', tab: '{tablet}', pill: '{tablet}', capsule: '{capsule}', cap: '{capsule}', sachet: '{sachet}', drop: '[drp]', puff: '{puff}' },
  ...{ patch: '{patch}', patche: '{patch}', unit: '[iU]', iu: '[iU]', application: '{application}', spray: '{puff}', ampoule: '{ampule}', ampule: '{ampule}' },
  ...{ ml: 'mL', mg: 'mg', g: 'g', mcg: 'ug', ug: 'ug' },
};
const unit = '(tablet|tab|pill|capsule|cap|sachet|drop|puff|patche?|unit|iu|application|spray|ampou?le|ml|mg|mcg|ug|g)s?\\b';
const n = '(\\d+(?:\\.\\d+)?)';
const to = '\\s*(?:-|to|or)\\s*';

/** Numbers as digits, one space, one word for hours: "Half a tablet" is "0.5 tablet", "3x/day" is "3x a day". */
export function enPlain(text: string): string {
  return text
    .replace(/\b([a-z]+)\b/g, (word) => numbers[word] ?? word)
    .replace(/\b0\.5 (?:of )?an? /g, '0.5 ')
    .replace(/\b(\d+) and (?:a )?0\.5\b/g, (_all, whole: string) => `${whole}.5`)
    .replace(/\b(\d+(?:\.\d+)?) ?\(\1\)/g, '$1') // one (1) tablet
    .replace(/\b(\d+(?:\.\d+)?) (?:hour|hr)s? (?=before|after)/g, (_all, hours: string) => `${Number(hours) * 60} minutes `)
    .replace(/\bevery (second|third|fourth|fifth) day\b/g, (_all, word: string) => `every ${['second', 'third', 'fourth', 'fifth'].indexOf(word) + 2} days`)
    .replace(/(\d) ?hrs?\b/g, '$1 hours')
    .replace(/(\d) ?mins?\b/g, '$1 minutes')
    .replace(/ ?\/ ?(day|week|month)\b/g, ' a $1')
    .replace(/\s+/g, ' ')
    .trim();
}

const unitOf = (word: string | undefined): string | undefined => units[(word ?? '').replace(/s$/, '')] ?? units[word ?? ''];
const add = (list: string[] | undefined, ...more: string[]): string[] => [...new Set([...(list ?? []), ...more])];
const every = (found: Found, code: 'h' | 'd' | 'wk' | 'mo', low: string, high?: string): boolean => {
  if (found.period !== undefined || low === '0') return false;
  Object.assign(found, { period: Number(low), periodUnit: code, ...(high ? { periodMax: Number(high) } : {}) });
  return true;
};
const often = (found: Found, low: string | undefined, high?: string): boolean => {
  if (found.frequency !== undefined || low === '0' || Number(high) < Number(low)) return false;
  const count = { once: 1, twice: 2, thrice: 3 }[low ?? 'once'] ?? Number(low);
  Object.assign(found, { frequency: count, ...(high ? { frequencyMax: Number(high) } : {}) });
  return true;
};
const codeOf = (word: string): 'h' | 'd' | 'wk' | 'mo' => (({ h: 'h', d: 'd', w: 'wk', m: 'mo' }) as const)[word[0] as 'h'] ?? 'd'; // the pattern lets no other through
const relation = (word: string): 'before' | 'with' | 'after' => (word === 'before' ? 'before' : word === 'after' ? 'after' : 'with');
const meal = (word: string): string => ({ breakfast: 'M', lunch: 'D', dinner: 'V', supper: 'V' })[word] ?? 'M'; // the pattern lets no other through
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayWord = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?';
const abbreviations: Readonly<Record<string, Partial<Found>>> = {
  ...{ qd: { frequency: 1, period: 1, periodUnit: 'd' }, bid: { frequency: 2, period: 1, periodUnit: 'd' }, tid: { frequency: 3, period: 1, periodUnit: 'd' } },
  ...{ qid: { frequency: 4, period: 1, periodUnit: 'd' }, qod: { frequency: 1, period: 2, periodUnit: 'd' }, hs: { when: ['HS'] }, qhs: { when: ['HS'] } },
  ...{ prn: { asNeeded: true }, ac: { food: 'before' }, pc: { food: 'after' }, po: { route: 'by mouth' } },
};
const reasons =
  '(pain|headaches?|migraine|sleep|insomnia|nausea|vomiting|fever|cough|anxiety|itch(?:ing)?|allerg(?:y|ies)|heartburn|constipation|diarrh(?:o?ea)|wheez(?:e|ing)|shortness of breath|spasms?)';
const perDay = '(?:daily|(?:a|per|each|every) day)';
const timesWord = '(once|twice|thrice|\\d+(?= ?(?:x|times)))(?: ?(?:x|times))?';

/** Phrases of English dosages, the longer ones first. */
export const enPhrases: readonly Phrase[] = [
  [
    new RegExp(`(?:at most|max(?:imum)?(?: of)?|no more than|not more than|up to) ${n} ?${unit} (?:in|per|every|a|within) (?:(\\d+) hours|day|24h)`),
    (f, m) => void (f.most = [Number(m[1]), unitOf(m[2])!, Number(m[3] ?? 24)]),
  ],
  [
    new RegExp(`(?:at most|max(?:imum)?(?: of)?|no more than|not more than) ${n} (?:in|per|every|a|within) (?:(\\d+) hours|day|24h)`),
    (f, m) => void (f.most = [Number(m[1]), '', Number(m[2] ?? 24)]),
  ],
  [
    new RegExp(`(?:up to|at most|no more than|not more than|max(?:imum)?(?: of)?) ${timesWord} ${perDay}`),
    (f, m) => often(f, m[1]) && every(f, 'd', '1') && (f.asNeeded = true),
  ],
  [/(?:at least|leave(?: at least)?) (\d+) hours? (?:apart|between(?: doses)?)/, (f, m) => void (f.gapHours = Number(m[1]))],
  [/(\d+) days? on,? (?:and |then )?(\d+) days? off/, (f, m) => void (f.cycle = [Number(m[1]), Number(m[2])])],
  [/(?:for|\bx) ?(\d+) (day|week|month)s?/, (f, m) => void (f.days = [Number(m[1]), codeOf(m[2]!) as 'd' | 'wk' | 'mo'])], // no hours in the pattern
  [/\bq ?(\d+)(?: ?- ?(\d+))? ?(?:h|hours?)\b/, (f, m) => every(f, 'h', m[1]!, m[2])],
  [new RegExp(`\\bprn (?:for )?${reasons}\\b`), (f, m) => void Object.assign(f, { asNeeded: true, reason: m[1] })],
  [/\b(qid|tid|bid|qod|qd|qhs|prn|ac|pc|po|hs)\b/, (f, m) => noteShort(f, abbreviations[m[1]!]!)],
  [/every other day|on alternate days/, (f) => every(f, 'd', '2')],
  [new RegExp(`every (\\d+)${to}(\\d+) (hour|day|week|month)s?`), (f, m) => every(f, codeOf(m[3]!), m[1]!, m[2])],
  [/every (\d+) (hour|day|week|month)s?/, (f, m) => every(f, codeOf(m[2]!), m[1]!)],
  [/every hour|hourly/, (f) => every(f, 'h', '1')],
  [
    new RegExp(`(?:every|on|each) (${dayWord}(?:(?:,| and|, and)? ?${dayWord})*)(?![a-z]| ?(?:-|to\\b|thr|or\\b))`),
    (f, m) => void (f.weekdays = [...m[1]!.matchAll(new RegExp(dayWord, 'g'))].map((d) => weekdays.find((code) => d[0].startsWith(code))!)),
  ],
  [new RegExp(`(\\d+)${to}(\\d+) times ${perDay}`), (f, m) => often(f, m[1], m[2]) && every(f, 'd', '1')],
  [new RegExp(`${timesWord} ${perDay}`), (f, m) => often(f, m[1]) && every(f, 'd', '1')],
  [new RegExp(`${timesWord} (?:weekly|a week|per week|every week)`), (f, m) => often(f, m[1]) && every(f, 'wk', '1')],
  [new RegExp(`${timesWord} (?:monthly|a month|per month)`), (f, m) => often(f, m[1]) && every(f, 'mo', '1')],
  [/\bmonthly\b/, (f) => often(f, '1') && every(f, 'mo', '1')],
  [/\bweekly\b/, (f) => often(f, '1') && every(f, 'wk', '1')],
  [
    /(?:(?:in the|every|each) (?:morning|evening),? )?(?:(\d+) minutes? )?(before|after|with) (breakfast|lunch|dinner|supper)(?: (?:in the|every|each) (?:morning|evening))?(?:(?:,| and|, and) (breakfast|lunch|dinner|supper))?(?:(?:,| and|, and) (breakfast|lunch|dinner|supper))?/,
    (f, m) => noteFood(f, relation(m[2]!), m.slice(3).filter(Boolean).map(meal), m[1]),
  ],
  [/(?:(\d+) minutes? )?(before|after|with) (?:every |each |all |a )?(?:meals?|food|eating)/, (f, m) => noteFood(f, relation(m[2]!), undefined, m[1])],
  [/on an empty stomach/, (f) => noteFood(f, 'before')],
  [
    /(?:(?:in the|every|each) (?:morning|afternoon|evening),? )?(?:at )?\b(\d{1,2})(?::(\d{2}))? ?(am|pm)\b(?: (?:in the|every|each) (?:morning|afternoon|evening))?|(?:at )?\b(\d{1,2}):(\d{2})\b/,
    (f, m) => {
      const hour = m[4] === undefined ? (Number(m[1]) % 12) + (m[3] === 'pm' ? 12 : 0) : Number(m[4]);
      const minute = Number(m[2] ?? m[5] ?? 0);
      if (hour > 23 || minute > 59 || Number(m[1] ?? 1) > 12) return false;
      f.times = add(f.times, `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
      return true;
    },
  ],
  [/(\d+) minutes? before (?:bed ?time|bed|sleep(?:ing)?)/, (f, m) => noteOffset(f, Number(m[1]), ['HS']) && void (f.when = add(f.when, 'HS'))],
  [
    /(?:(?:(?:at|every|each) night|nightly|(?:in the|every|each) evening),? )?(?:(?:at |before )?bed ?time|before bed|before sleep(?:ing)?)(?:,? (?:(?:at|every|each) night|nightly))?/,
    (f) => void (f.when = add(f.when, 'HS')),
  ],
  [/\bqam\b/, (f) => void (f.when = add(f.when, 'MORN'))],
  [/\bqpm\b/, (f) => void (f.when = add(f.when, 'EVE'))],
  [/\bam and pm\b/, (f) => void (f.when = add(f.when, 'MORN', 'EVE'))],
  [/(?:in the )?morning, noon,? and night/, (f) => void (f.when = add(f.when, 'MORN', 'NOON', 'NIGHT'))],
  [/(?:(?:in the|every|each) morning,? )?(?:on|upon|after) waking(?: up)?/, (f) => void (f.when = add(f.when, 'WAKE'))],
  [/(?:(?:in the|every|each) )?morning and (?:evening|night)/, (f) => void (f.when = add(f.when, 'MORN', 'EVE'))],
  [/(?:in the|every|each) morning/, (f) => void (f.when = add(f.when, 'MORN'))],
  [/at (?:noon|midday)/, (f) => void (f.when = add(f.when, 'NOON'))],
  [/(?:in the|every|each) afternoon/, (f) => void (f.when = add(f.when, 'AFT'))],
  [/(?:in the|every|each) evening/, (f) => void (f.when = add(f.when, 'EVE'))],
  [/(?:at|every|each) night|nightly/, (f) => void (f.when = add(f.when, 'NIGHT'))],
  [/(?:as|if|when) (?:needed|required|necessary) for ([a-z][a-z ]{2,30}?)(?=$|[,;.]|\s+\|)/, (f, m) => void Object.assign(f, { asNeeded: true, reason: m[1] })],
  [/(?:as|if|when|only when|only if) (?:needed|required|necessary)/, (f) => void (f.asNeeded = true)],
  [ofWhole(new RegExp(`${n}${to}${n} ?${unit}`)), (f, m) => noteRange(f, Number(m[1]), Number(m[2]), unitOf(m[3]))],
  [ofWhole(new RegExp(`${n} ?${unit}`)), (f, m) => noteAmount(f, Number(m[1]), unitOf(m[2]), m[0])],
  [new RegExp(`\\ban? ${unit}`), (f, m) => noteAmount(f, 1, unitOf(m[1]), m[0])],
  [
    /by mouth|orally|under the tongue|sublingually|under the skin|subcutaneously|intramuscularly|topically|to the affected area|rectally|in(?:to)? (?:each|both|the (?:left|right)) (?:eyes?|ears?|nostrils?)|inhaled/,
    (f, m) => f.route === undefined && void (f.route = m[0]),
  ],
  [new RegExp(perDay), (f) => f.period === undefined && every(f, 'd', '1')],
];
