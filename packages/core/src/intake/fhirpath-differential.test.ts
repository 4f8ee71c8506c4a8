import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compilePath, PathNode, Temporal, type CompiledPath } from '../fhir/fhirpath/index.js';
import { oracle } from '../../../../test/contracts/fhirpath-oracle.js';
import { Engine } from './engine.js';
import { repeating } from './repetitions.js';
import type { FormExpressions } from './expression-run.js';
import type { Instance } from './instance.js';
import { restore } from './restore.js';
import { fill } from './testing.js';
import { compile, createForm } from './index.js';

// Every FHIRPath expression of the public corpus, and every one that a questionnaire of it carries, over generated responses:
// ours must give what `fhirpath` gives, or be outside the subset, and then it is listed.

const clock = { now: () => Date.UTC(2026, 10, 22, 3), monotonic: () => 0, after: () => () => undefined, offset: () => 0 };
const folder = new URL('../../../../test/fixtures/questionnaires/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const corpus = read('fhirpath-expressions.json') as readonly { expression: string; files: readonly string[] }[]; // our own listing
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json') && name !== 'fhirpath-expressions.json');

/** Plain JSON of either engine's result. */
function plain(value: unknown): unknown {
  if (value instanceof PathNode) return value.json();
  if (value instanceof Temporal) return value.text;
  if (typeof value === 'number') return Math.round(value * 1e6) / 1e6;
  if (typeof value === 'object' && value !== null && typeof (value as { toJSON?: unknown }).toJSON === 'function')
    return (value as { toJSON(): unknown }).toJSON();
  return value;
}
const quantities = (value: unknown): unknown => {
  if (typeof value === 'object' && value !== null && 'value' in value && 'code' in value) return { value: value.value, code: value.code };
  if (typeof value !== 'string') return value;
  const match = /^([+-]?[\d.]+) '([^']*)'$/.exec(value); // how fhirpath prints System.Quantity
  return match ? { value: Number(match[1]), code: match[2] } : value;
};

/** A quantity as fhirpath knows one: it takes the type of a variable's value from where the value came from. */
function withType(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('value' in value)) return value;
  return oracle({ resourceType: 'Observation', valueQuantity: value }, 'value', {})[0];
}

/** Expressions that fhirpath cannot evaluate here, and why; ours can. */
const known = new Map([
  ['%has-fever', 'a variable name with a hyphen, which SDC allows: fhirpath subtracts'],
  ['%resource.repeat(item).answer.weight().sum()', 'weights in a contained value set: fhirpath asks a terminology server'],
]);
const shown = (list: readonly unknown[]): string => JSON.stringify(list.map((one) => quantities(plain(one))));

const sources = new Map<string, Set<string>>();
for (const { expression, files: named } of corpus) for (const file of named) (sources.get(file) ?? sources.set(file, new Set()).get(file)!).add(expression);

const differences = new Map<string, string>();
const unsupported = new Map<string, string>();
let compared = 0;
let bothFail = 0;

function compare(file: string, source: string, path: CompiledPath, run: FormExpressions, at: Instance | undefined, env: Record<string, unknown>): void {
  const before = run.engine.failures.peek().length;
  const result = run.evaluate(path, at);
  const ours = result ? shown(result) : 'error';
  run.engine.failures.value = run.engine.failures.peek().slice(0, before);
  const response = run.node.json();
  let theirs: string;
  try {
    const focus = at ? (env['focus'] as object) : response;
    const base = at ? { base: 'QuestionnaireResponse.item', expression: source } : source;
    theirs = shown(oracle(structuredClone(focus), base, { ...env, resource: response, rootResource: response }));
  } catch (error) {
    theirs = 'error';
    if (process.env['WHY']) console.log(source.slice(0, 100), String(error));
  }
  compared++;
  if (ours === 'error' && theirs === 'error') bothFail++;
  else if (ours !== theirs && !differences.has(source))
    differences.set(source, `${file} @${at?.linkId ?? ''}: ${source.slice(0, 300)}\n    ours   ${ours.slice(0, 300)}\n    theirs ${theirs.slice(0, 300)}`);
}

beforeAll(() => vi.useFakeTimers({ now: clock.now(), toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

describe('FHIRPath of the public corpus', () => {
  it.each(files.filter((file) => sources.has(file)))(
    '%s',
    (file) => {
      const { plan } = compile(read(file));
      if (!plan) return;
      for (let seed = 1; seed <= 6; seed++) {
        const form = createForm(plan, { clock });
        fill(form, seed, 0.3 + 0.14 * seed);
        const engine = new Engine(plan, { clock, locale: 'en' }, undefined, repeating);
        restore(engine, form.response({ all: true }));
        const run = engine.expressions as FormExpressions;
        const all = engine.all();
        for (const source of sources.get(file)!) {
          let path: CompiledPath;
          try {
            path = compilePath(source);
          } catch (error) {
            unsupported.set(source, (error as Error).message);
            continue;
          }
          for (const at of [undefined, ...all.filter((one) => one.present).slice(0, 12)]) {
            const variables: Record<string, unknown> = {};
            let missing = false;
            for (const name of path.variables) {
              if (['resource', 'context', 'rootResource', 'questionnaire', 'qitem'].includes(name)) continue;
              const value = run.variable(name, at);
              if (value === undefined) missing = true;
              else variables[name] = value.map((one) => withType(plain(one)));
            }
            if (missing || known.has(source)) continue;
            compare(file, source, path, run, at, {
              ...variables,
              questionnaire: plan.questionnaire,
              focus: at ? plain(run.nodeOf(at)) : run.node.json(),
              qitem: at?.plan.source ?? {},
            });
          }
        }
        form.dispose();
      }
    },
    180_000,
  ); // fhirpath walks the largest form thousands of times

  it('agrees with fhirpath everywhere', () => {
    console.log(`${compared} comparisons, ${bothFail} where both fail; outside the subset: ${unsupported.size}`);
    for (const [source, why] of known) console.log(`  not compared: ${source}  (${why})`);
    for (const [source, why] of unsupported) console.log(`  falls back: ${source}  (${why})`);
    expect([...differences.values()].join('\n')).toBe('');
  });
});
