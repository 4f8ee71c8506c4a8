// Writes docs/clinical-review.md from the clinical tables, so that a clinician sees every number and word that the SDK judges by.
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Loads the content documents from their TypeScript sources. */
async function documents() {
  const contents = `export { default as guidelines } from './packages/content/src/vitals/guidelines.ts'; export { intakeDocuments } from './packages/content/src/intake/index.ts'; export { en } from './packages/elements/src/locales/vitals/en.ts'; export { zhCN } from './packages/elements/src/locales/vitals/zh-cn.ts';`;
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

/** The page as it should stand in docs. */
export async function clinicalReview() {
  const { guidelines, intakeDocuments, en, zhCN } = await documents();
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
