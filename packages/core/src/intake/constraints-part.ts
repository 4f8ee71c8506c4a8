import { truth } from '../fhir/fhirpath/values.js';
import { compileSource } from './compile-expressions.js';
import type { FormExpressions } from './expression-run.js';
import type { ExpressionRun } from './expressions.js';
import { extensions, part, partOf, translated } from './extensions.js';
import type { Instance } from './instance.js';
import type { KitParts } from './kit-parts.js';

/** The rules of an element (`questionnaire-constraint`, `targetConstraint`). */
const compileConstraints: Required<KitParts>['constraints']['compile'] = (element, known, at, to) =>
  extensions(element, 'constraint').flatMap((found) => {
    const given = part(found, 'expression');
    const source = typeof given === 'object' && given !== null ? (given as { expression?: unknown }).expression : given; // Expression or string
    const expression = compileSource(source, known, at, to);
    const human = partOf(found, 'human');
    const severity = part(found, 'severity') === 'warning' ? 'warning' : 'error';
    const element_ = (human as { _valueString?: unknown } | undefined)?._valueString; // primitive extension
    return expression ? [{ expression, severity, human: human?.valueString ?? '', humanElement: element_ } as const] : [];
  });

function check(run: FormExpressions, instance: Instance | undefined, add: Parameters<ExpressionRun['constraints']>[1]): void {
  if (instance && !instance.present) return; // nothing there to be wrong
  for (const constraint of (instance ?? run.engine).plan.constraints) {
    const result = run.evaluate(constraint.expression, instance);
    try {
      if (result && truth(result) === false)
        add('constraint', translated(constraint.human, constraint.humanElement, run.engine.locale.value), constraint.severity);
    } catch (error) {
      run.fail(instance?.linkId ?? '', error);
    }
  }
}

/** Rules that must hold, for the forms that have some. */
export const constraints: Required<KitParts>['constraints'] = { compile: compileConstraints, check };
