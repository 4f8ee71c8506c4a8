import type { CenterOptions } from './center.js';
import { kindsOf, recordsOf } from './kinds.js';
import { asText } from './plain.js';

interface Words {
  readonly title: string;
  readonly made: string;
  readonly columns: readonly [kind: string, time: string, what: string, code: string, value: string, status: string];
  readonly consents: string;
  readonly given: string;
  readonly withdrawn: string;
  readonly nothing: string;
  readonly kinds: Readonly<Record<string, string>>;
}

const en: Words = {
  title: 'My health records',
  made: 'Exported',
  columns: ['Kind', 'Time', 'What', 'Code', 'Value', 'Status'],
  consents: 'What I agreed to',
  given: 'agreed',
  withdrawn: 'taken back',
  nothing: 'There are no records.',
  kinds: {
    Observation: 'Measurements',
    QuestionnaireResponse: 'Forms filled in',
    MedicationRequest: 'Medication plans',
    MedicationStatement: 'Medicines taken',
    MedicationAdministration: 'Doses',
    List: 'Topics kept and read',
  },
};
const zh: Words = {
  title: '我的健康记录',
  made: '导出时间',
  columns: ['类别', '时间', '内容', '代码', '数值', '状态'],
  consents: '我同意过的事项',
  given: '已同意',
  withdrawn: '已撤回',
  nothing: '还没有任何记录。',
  kinds: {
    Observation: '测量记录',
    QuestionnaireResponse: '填写过的表单',
    MedicationRequest: '用药计划',
    MedicationStatement: '服用过的药',
    MedicationAdministration: '服药记录',
    List: '收藏与阅读记录',
  },
};
const wordsFor = (locale: string) => (locale.toLowerCase().startsWith('zh') ? zh : en);

// A spreadsheet takes text that begins like this for a formula.
const cell = (value: string) => `"${(/^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value).replace(/"/g, '""')}"`;
const row = (cells: readonly string[]) => `${cells.map(cell).join(',')}\r\n`;

/** RFC 4180, UTF-8 with the mark that spreadsheets look for. */
export async function* table({ records }: CenterOptions, locale: string): AsyncGenerator<string> {
  const words = wordsFor(locale);
  yield `\uFEFF${row(words.columns)}`;
  for (const type of await kindsOf(records))
    for await (const some of recordsOf(records, type))
      yield some
        .map(asText)
        .map(({ time, what, code, value, status }) => row([words.kinds[type] ?? type, time, what, code, value, status]))
        .join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (one) => ESCAPES[one]!); // one of the five

// Colours of the reader's own system; a table that is wider than the paper wraps its words.
const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}' +
  'th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid;overflow-wrap:anywhere}caption{text-align:start;font-weight:600;margin-top:2rem}@media print{tr{break-inside:avoid}}';

/** A page that needs nothing but itself: no script, no address that leads anywhere. */
export async function* page({ records, privacy, platform }: CenterOptions, locale: string): AsyncGenerator<string> {
  const words = wordsFor(locale);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const shown = (text: string) => (Number.isNaN(Date.parse(text)) || !text.includes('T') ? text : when.format(new Date(text)));
  const [, ...heads] = words.columns;
  const meta = `<meta charset="utf-8"><meta name="viewport" content="width=device-width">`;
  yield (
    `<!doctype html><html lang="${escape(locale)}"><head>${meta}<title>${words.title}</title><style>${STYLE}</style></head><body><h1>${words.title}</h1>` +
    `<p>${words.made} ${escape(when.format(new Date(platform.clock.now())))}</p>`
  );
  const kinds = await kindsOf(records);
  if (!kinds.length) yield `<p>${words.nothing}</p>`;
  for (const type of kinds) {
    const cells = heads.map((head) => `<th scope="col">${head}</th>`).join('');
    yield `<table><caption>${escape(words.kinds[type] ?? type)}</caption><thead><tr>${cells}</tr></thead><tbody>\n`;
    for await (const some of recordsOf(records, type))
      yield some
        .map(asText)
        .map(({ time, what, code, value, status }) => `<tr>${[shown(time), what, code, value, status].map((one) => `<td>${escape(one)}</td>`).join('')}</tr>\n`)
        .join('');
    yield '</tbody></table>';
  }
  const consents = await privacy.consents();
  if (consents.length) {
    const items = consents.map(({ purpose, given, decidedAt }) => {
      const at = decidedAt === undefined ? '' : ` · ${when.format(new Date(decidedAt))}`;
      return `<li>${escape(purpose)}: ${given ? words.given : words.withdrawn}${escape(at)}</li>`;
    });
    yield `<h2>${words.consents}</h2><ul>${items.join('')}</ul>`;
  }
  yield '</body></html>\n';
}
