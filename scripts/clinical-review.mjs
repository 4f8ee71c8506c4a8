// Writes docs/clinical-review.md from the clinical tables, so that a clinician sees every number and word that the SDK judges by.
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Loads the content documents from their TypeScript sources. */
async function documents() {
  const contents = `export { default as guidelines } from './packages/content/src/vitals/guidelines.ts'; export { default as alerts } from './packages/content/src/vitals/alerts.ts'; export { default as timeInRange } from './packages/content/src/vitals/time-in-range.ts'; export { default as measures } from './packages/content/src/vitals/measures.ts'; export { intakeDocuments } from './packages/content/src/intake/index.ts'; export { statusEn as en } from './packages/elements/src/locales/vitals/status-en.ts'; export { statusZhCN as zhCN } from './packages/elements/src/locales/vitals/status-zh-cn.ts';`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, bundle: true, write: false, format: 'esm', packages: 'external' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const span = ([from, to]) => (from === null ? (to === null ? 'any' : `< ${to}`) : to === null ? `≥ ${from}` : `${from} to < ${to}`);
const spans = (of, joint) =>
  Object.entries(of)
    .map(([id, x]) => `${id} ${span(x)}`)
    .join(joint) || 'everything else';
const when = (row) =>
  (row.value ? spans(row.value, '; ') : row.any ? spans(row.any, ' or ') : spans(row.all ?? {}, ' and ')) + (row.meal ? ` (${row.meal.join(', ')})` : '');
const cell = (text) => String(text).replaceAll('|', '\\|');

function table(profile) {
  const about = [profile.settings?.join(', ') ?? 'any setting', profile.population, profile.purpose].filter(Boolean).join(' · ');
  const rows = profile.rows.map((row) => {
    const open = row.confidence === 'unverified' ? '**unverified**' : row.confidence;
    return `| ${[when(row), row.text['zh-CN'], row.text.en, `${row.tone}, ${row.status}`, `${row.source}${row.note ? `: ${row.note}` : ''}`, open].map(cell).join(' | ')} |`;
  });
  return [
    `### ${profile.guideline}: ${profile.measure}`,
    '',
    `${about} · ${profile.units.join(', ')}`,
    '',
    '| value | zh-CN | en | tone, status | source | confidence |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function advice(en, zhCN) {
  const said = (texts, id) =>
    texts.urgent[id].length > 1 ? [texts.urgent[id]('120', 'up'), texts.urgent[id]('120', 'down')] : [texts.urgent[id]('120', 'up')];
  const urgent = Object.keys(en.urgent).flatMap((id) => said(en, id).map((text, i) => `| urgent: ${id} | ${cell(said(zhCN, id)[i])} | ${cell(text)} |`));
  const meanings = Object.keys(en.meanings)
    .filter((word) => en.meanings[word])
    .map((word) => `| ${word} | ${cell(zhCN.meanings[word])} | ${cell(en.meanings[word])} |`);
  return ['| when | zh-CN | en |', '|---|---|---|', ...meanings, ...urgent].join('\n');
}

const english = (element) => element?.extension?.[0]?.extension?.find(({ url }) => url === 'content')?.valueString ?? '';

/** The triage rules of one form: what raises it, how urgent we call it, and every word of advice. */
function triage(rules) {
  const rows = rules.action.map((rule) => {
    const said = (key) => `${rule[key]} / ${english(rule[`_${key}`])}`;
    const condition = rule.condition[0].expression.expression.replace(/%resource\.repeat\(item\)\.where\(linkId = '([\w-]+)'\)\.answer\.value/g, '$1');
    return `| ${[rule.code[0].coding[0].code, said('title'), said('textEquivalent'), `\`${condition}\``].map(cell).join(' | ')} |`;
  });
  return [
    `### ${rules.url.split(':').at(-1)}`,
    '',
    ...rules.relatedArtifact.map(({ display }) => `- ${display}`),
    '',
    '| urgency | what was found | what to do | when |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const testOf = ({ test, direction, amount, unit }) =>
  test ? Object.entries(test).map(([key, value]) => `${key} ${value}`).join(', ') : [direction, amount, unit].filter((x) => x !== undefined).join(' '); // prettier-ignore

/** One alert rule with every word that it says. */
function alertRow(rule) {
  const about = [
    rule.kind,
    rule.days && `${rule.days} days`,
    rule.readings && `${rule.readings} readings`,
    rule.where && JSON.stringify(rule.where),
    rule.perDay,
    testOf(rule),
  ];
  const said = (tag) => Object.values(rule.tell[tag]).join(' ');
  const cells = [
    rule.id,
    about.filter(Boolean).join(', '),
    `${rule.level}, again after ${rule.cooldownDays} days`,
    said('zh-CN'),
    said('en'),
    rule.source,
    rule.confidence,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** Ranges, goals and their source of one profile of time in range. */
function tirRows(profile) {
  const bands = profile.bands.map(({ id, span: of }) => `${id} ${spans(of, ' / ')}`).join('; ');
  const goals = profile.goals.map(({ bands: ids, above, below }) => `${ids.join(' + ')} ${above === undefined ? `< ${below}` : `> ${above}`} %`).join('; ');
  return `| ${[profile.text['zh-CN'], profile.text.en, bands, goals, profile.source, profile.confidence].map(cell).join(' | ')} |`;
}

const limitText = (limits) => (limits ? limits.join(' to ') : '');

/** What is refused, asked about, repeated and called a change, for each measure. */
function measureRow({ id, components, units, meaningful, repeatBeyond }) {
  const of = (kind) =>
    [...components.map((c) => c[kind] && `${c.id} ${limitText(c[kind])}`), ...units.map((u) => u[kind] && `${u.code} ${limitText(u[kind])}`)]
      .filter(Boolean)
      .join('; ');
  return `| ${[id, of('refused'), of('confirm'), meaningful ?? '', repeatBeyond ?? ''].map(cell).join(' | ')} |`;
}

/** The page as it should stand in docs. */
export async function clinicalReview() {
  const { guidelines, alerts, timeInRange, measures, intakeDocuments, en, zhCN } = await documents();
  const forms = Object.entries(intakeDocuments).filter(([name]) => name.startsWith('intake/triage-'));
  const triages = await Promise.all(forms.map(async ([, read]) => triage((await read()).default)));
  const rows = guidelines.profiles.flatMap((p) => p.rows);
  const open = rows.filter((r) => r.confidence === 'unverified').length;
  const pairs = guidelines.glucosePairs.map((p) => `| ${p['mmol/L']} | ${p['mg/dL']} | ${p.confidence} |`);
  const sources = Object.entries(guidelines.sources).map(
    ([id, s]) => `- \`${id}\`: ${s.title}${s.doi ? `, doi ${s.doi}` : ''}${s.seenAt ? ` (read at: ${s.seenAt})` : ''}`,
  );
  return `# Clinical review

Written by \`node scripts/clinical-review.mjs\` from the data; do not edit. Everything here waits for a clinician before a release:
${open} of ${rows.length} rows are unverified, and no source defines a colour, so the tone and status of every row are this project's own choice.
The entry ranges in \`packages/content/src/vitals/measures.ts\` catch slips of the finger and are our own choice too.

## Tables

Rows are tried from the top, the first match wins. Values are rounded to the unit's step first.

${guidelines.profiles.map(table).join('\n\n')}

## Glucose limits, as published in both units

| mmol/L | mg/dL | confidence |
|---|---|---|
${pairs.join('\n')}

## Time in range, sensor glucose

| zh-CN | en | ranges (the upper limit is the next range's) | goals | source | confidence |
|---|---|---|---|---|---|
${timeInRange.profiles.map(tirRows).join('\n')}

## Entry ranges

In the first unit of the measure unless another is named. "Meaningful" is the smallest change over weeks that a trend may call rising or falling; two
readings further apart than "repeat" ask for a third.

| measure | refused outside | asked about outside | meaningful | repeat |
|---|---|---|---|---|
${measures.measures.map(measureRow).join('\n')}

## Alert rules

"target" is the guideline's range or the personal target. Words are ours and unverified.

| rule | when | level | zh-CN | en | source | confidence |
|---|---|---|---|---|---|---|
${alerts.rules.map(alertRow).join('\n')}

## What the user is told

Our own words, unverified. 120 stands for the number that the locale or the host gives.

${advice(en, zhCN)}

## Triage rules of the questionnaires

Which signs count follows the sources named; how urgent each is, and every word, is ours and unverified. A name in a condition is a
question of the form. No rule names a disease; none firing means "no red flag found in these answers".

${triages.join('\n\n')}

## Sources of the tables

${sources.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(`${root}docs/clinical-review.md`, await clinicalReview());
