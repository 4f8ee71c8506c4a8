import type { CompiledPath } from '../fhir/fhirpath/evaluate.js';
import type { Extension } from '../fhir/index.js';
import { compileSource } from './compile-expressions.js';
import type { Draft } from './compile-with.js';
import type { Compiling } from './expressions.js';
import { extension, extensions, extensionValue, limitKinds, part, partOf, partsOf } from './extensions.js';
import type { DynamicAspect, PlanDynamic, PlanToggle } from './plan.js';
import { readValue } from './values.js';

type Compile = (found: Extension | undefined) => CompiledPath | undefined;

/** What an item takes from expressions besides its value: text, flags, limits, options. `undefined` for most items. */
export function compileDynamic(draft: Draft, known: ReadonlySet<string>, to: Compiling): PlanDynamic | undefined {
  const { source } = draft;
  const compile: Compile = (found) => {
    const value = extensionValue(found) as { language?: string; expression?: unknown } | undefined; // Expression by definition
    if (!value) return undefined;
    if (!value.language || value.language === 'text/fhirpath') return compileSource(value.expression, known, draft, to);
    to.report('expression-unsupported', 'error', draft, ['language', value.language]);
    return undefined;
  };
  const aspects = new Map<DynamicAspect, CompiledPath>();
  const set = (aspect: DynamicAspect, path: CompiledPath | undefined): void => void (path && aspects.set(aspect, path));
  const shadow = source as unknown as Readonly<Record<string, unknown>>; // primitive extensions stand under `_name`
  for (const name of ['text', 'required', 'readOnly', 'answerValueSet'] as const) set(name, compile(extension(shadow[`_${name}`], 'expression')));
  for (const kind of limitKinds) {
    const found = extension(source, kind) as Readonly<Record<string, unknown>> | undefined; // read as unknown JSON
    const key = found && Object.keys(found).find((name) => name.startsWith('_value'));
    if (key) set(kind, compile(extension(found[key], 'expression')));
  }
  set('options', compile(extension(source, 'answerExpression')));
  const toggles = extensions(source, 'toggleExpression').flatMap((found) => toggleOf(found, compile));
  return aspects.size > 0 || toggles.length > 0 ? { aspects, toggles } : undefined;
}

function toggleOf(found: Extension, compile: Compile): PlanToggle[] {
  const options = partsOf(found)
    .filter((inner) => inner.url === 'option')
    .flatMap((inner) => readValue(inner)?.value ?? []);
  const expression = compile(partOf(found, 'expression'));
  return expression && part(found, 'expression') ? [{ options, expression }] : [];
}
