import { PathError } from './ast.js';
import type { CompiledPath, PathEnvironment } from './evaluate.js';
import { Temporal } from './temporal.js';
import { PathNode, type Coll } from './values.js';

/**
 * A complete FHIRPath engine for what our subset leaves out; `fhirpath` fits, given its R4 model:
 * `{ compile: (path) => fhirpath.compile(path, r4) }`.
 */
export interface PathEngine {
  /**
   * @param path - an expression, or one that starts from a part of a resource (`base`)
   * @throws when the expression cannot be read
   */
  compile(path: string | { readonly base: string; readonly expression: string }): (resource: unknown, env: Readonly<Record<string, unknown>>) => unknown;
}

const maxLength = 10_000; // a longer one is no expression of a form

const plain = (value: unknown): unknown => (value instanceof PathNode ? value.json() : value instanceof Temporal ? value.text : value);

/**
 * Compiles an expression for another engine, over JSON that is built when it runs: it depends on the whole form.
 * @throws PathError `syntax` when that engine cannot read it either
 */
export function compileFallback(engine: PathEngine, source: string): CompiledPath {
  if (source.length > maxLength) throw new PathError('unsupported', 'The expression is too long.');
  const variables = [...new Set([...source.matchAll(/%(?:`([^`]+)`|'([^']+)'|([A-Za-z_]\w*))/g)].map(([, a, b, c]) => a ?? b ?? c ?? ''))].filter(
    (name) => name !== 'factory' && name !== 'terminologies',
  );
  const run = { root: reading(() => engine.compile(source)), item: reading(() => engine.compile({ base: 'QuestionnaireResponse.item', expression: source })) };
  return {
    source,
    linkIds: [...new Set([...source.matchAll(/linkId\s*=\s*'([^']+)'/g)].map(([, id]) => id ?? ''))],
    passed: [],
    structural: true,
    variables,
    evaluate(env, focus) {
      const json = plain(focus) as { linkId?: unknown; resourceType?: unknown }; // unknown JSON; only looked at
      const values = environment(env, variables);
      try {
        const result = (json.linkId !== undefined && json.resourceType === undefined ? run.item : run.root)(copy(json), values);
        return (Array.isArray(result) ? result : [result]).map(copy);
      } catch {
        throw new PathError('type', 'fhirpath could not evaluate the expression.');
      }
    },
  };
}

function reading<T>(compile: () => T): T {
  try {
    return compile();
  } catch {
    throw new PathError('syntax', 'The expression cannot be read.');
  }
}

function environment(env: PathEnvironment, names: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of new Set(['resource', 'questionnaire', ...names])) {
    if (name === 'context') continue; // the engine's own: where it starts
    const found: Coll | undefined = env.variable(name);
    if (!found) throw new PathError('unsupported', `There is no variable %${name}.`);
    const list = found.map((one) => copy(plain(one)));
    values[name] = list.length === 1 ? list[0] : list;
  }
  return values;
}

/** The other engine notes types on what it is given: it gets copies. */
const copy = (value: unknown): unknown => (typeof value === 'object' && value !== null ? (JSON.parse(JSON.stringify(value)) as unknown) : value);
