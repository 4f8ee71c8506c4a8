import { signal, untracked, type Signal } from '@preact/signals-core';
import type { Extension, QuestionnaireResponse } from '../fhir/index.js';
import { sameJson } from '../fhir/fhirpath/same-json.js';
import { truth } from '../fhir/fhirpath/values.js';
import type { Engine } from './engine.js';
import type { FormExpressions } from './expression-run.js';
import type { FlagList } from './expressions.js';
import { extensions, part, partOf, partsOf, translated, urls } from './extensions.js';
import type { PlanRule } from './plan.js';
import { urgencies, type Evidence, type RedFlag, type Urgency } from './types.js';
import { readValue } from './values.js';

interface Hit {
  readonly rule: string;
  readonly urgency: Urgency;
  readonly at: number;
  readonly evidence: readonly Evidence[];
  readonly withdrawnAt: number | undefined;
  readonly acknowledgedAt: number | undefined;
}

const url = urls.redFlag[0];

/** A rule whatever its version: a draft of an earlier one goes on with its flags. */
const family = (rule: string): string => rule.replace(/\|[^|]*#/, '#');

/** Red flags of a form. Rules sit in the same graph as the items: each is evaluated when an answer that it reads changes. */
export class Flags implements FlagList {
  readonly #hits: Signal<readonly Hit[]> = signal([]);
  readonly #engine: Engine;
  readonly #expressions: FormExpressions;

  constructor(engine: Engine, expressions: FormExpressions) {
    this.#engine = engine;
    this.#expressions = expressions;
  }

  /** Hits of an earlier session; they stay, also when their rule no longer exists. */
  restore(response: QuestionnaireResponse): void {
    this.#hits.value = extensions(response, 'redFlag').flatMap(hitOf);
  }

  /** Starts watching. Returns the stops. */
  start(): readonly (() => void)[] {
    return this.#engine.plan.rules.map((rule) => this.#expressions.react(rule.id, () => this.#check(rule)));
  }

  acknowledge(rule: string): void {
    const now = this.#engine.clock.now();
    this.#hits.value = this.#hits.value.map((hit) => (hit.rule === rule && hit.acknowledgedAt === undefined ? { ...hit, acknowledgedAt: now } : hit));
  }

  /** Most urgent first, then oldest first; withdrawn ones last. Reading subscribes. */
  get list(): readonly RedFlag[] {
    const locale = this.#engine.locale.value;
    const rules = new Map(this.#engine.plan.rules.map((rule) => [family(rule.id), rule]));
    return this.#hits.value
      .map((hit): RedFlag => {
        const rule = rules.get(family(hit.rule));
        const helplines = (rule?.helplines ?? []).filter((line) => line.region === regionOf(locale));
        return {
          ...hit,
          helplines: helplines.map((line) => ({ number: line.number, label: translated(line.label, line.labelElement, locale) })),
          title: translated(rule?.title, rule?.titleElement, locale),
          action: translated(rule?.action, rule?.actionElement, locale),
        };
      })
      .sort((a, b) => Number(a.withdrawnAt !== undefined) - Number(b.withdrawnAt !== undefined) || rank(a) - rank(b) || a.at - b.at);
  }

  /** The hits as extensions of the response. Reading subscribes. */
  get extensions(): readonly Extension[] {
    return this.#hits.value.map(extensionOf);
  }

  // A rule that cannot be evaluated says neither yes nor no: it is named as missing, and a flag that stands goes on standing.
  #check(rule: PlanRule): void {
    const result = this.#expressions.evaluate(rule.expression, undefined);
    let fires: boolean;
    try {
      if (!result) throw new Error('The rule could not be evaluated.');
      fires = truth(result) === true;
    } catch (error) {
      return untracked(() => this.#expressions.fail(rule.id, error));
    }
    untracked(() => this.#turn(rule, fires));
  }

  #turn(rule: PlanRule, fires: boolean): void {
    const hits = this.#hits.value;
    const standing = hits.find((hit) => family(hit.rule) === family(rule.id) && hit.withdrawnAt === undefined);
    const now = this.#engine.clock.now();
    const evidence = fires ? rule.expression.linkIds.flatMap((id) => this.#evidence(id)) : [];
    if (fires && !standing) {
      this.#hits.value = [...hits, { rule: rule.id, urgency: rule.urgency, at: now, evidence, withdrawnAt: undefined, acknowledgedAt: undefined }];
    } else if (standing && fires) {
      // Until it was read, a flag shows the answers that hold now; what was read stays as it was read.
      const kept = { ...standing, rule: rule.id, evidence: standing.acknowledgedAt === undefined ? evidence : standing.evidence };
      if (!sameJson(standing, kept)) this.#hits.value = hits.map((hit) => (hit === standing ? kept : hit));
    } else if (standing?.rule === rule.id) {
      this.#hits.value = hits.map((hit) => (hit === standing ? { ...hit, withdrawnAt: now } : hit));
    } // one of an earlier version that this one never found may rest on an answer that is no longer asked for: it stands
  }

  #evidence(linkId: string): readonly Evidence[] {
    const index = this.#engine.plan.index.get(linkId);
    if (index === undefined) return [];
    return this.#engine.instancesOf(index).flatMap((instance) => instance.answers.map((held) => ({ linkId, value: held.value })));
  }
}

/** The region whose numbers a reader of the locale is shown; a bare language stands for where most of its readers live. */
function regionOf(locale: string): string | undefined {
  const tag = locale.split('-');
  return tag.find((one, i) => i > 0 && /^[A-Z]{2}$/.test(one)) ?? { zh: 'CN', en: 'US' }[tag[0] ?? ''];
}

const rank = (flag: RedFlag): number => urgencies.indexOf(flag.urgency);

const instant = (at: number): string => new Date(at).toISOString();

function extensionOf(hit: Hit): Extension {
  return {
    url,
    extension: [
      { url: 'rule', valueString: hit.rule },
      { url: 'urgency', valueCode: hit.urgency },
      { url: 'at', valueInstant: instant(hit.at) },
      ...hit.evidence.map((one) => ({
        url: 'evidence',
        extension: [
          { url: 'linkId', valueString: one.linkId },
          { url: 'value', ...valueExtension(one.value) },
        ],
      })),
      ...(hit.acknowledgedAt === undefined ? [] : [{ url: 'acknowledged', valueInstant: instant(hit.acknowledgedAt) }]),
      ...(hit.withdrawnAt === undefined ? [] : [{ url: 'withdrawn', valueInstant: instant(hit.withdrawnAt) }]),
    ],
  };
}

function valueExtension(value: Evidence['value']): Omit<Extension, 'url'> {
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { valueInteger: value } : { valueDecimal: value };
  if (typeof value === 'string') return { valueString: value };
  if ('reference' in value) return { valueReference: value };
  if ('value' in value) return { valueQuantity: value };
  return 'contentType' in value ? { valueAttachment: value } : { valueCoding: value }; // the remaining kind of answer
}

function hitOf(found: Extension): readonly Hit[] {
  const [rule, code, at] = [part(found, 'rule'), part(found, 'urgency'), time(part(found, 'at'))];
  const urgency = urgencies.find((level) => level === code);
  if (typeof rule !== 'string' || !urgency || at === undefined) return [];
  const evidence = partsOf(found)
    .filter((inner) => inner.url === 'evidence')
    .flatMap((inner) => {
      const value = readValue(partOf(inner, 'value'));
      return value ? [{ linkId: String(part(inner, 'linkId')), value: value.value }] : [];
    });
  return [{ rule, urgency, at, evidence, acknowledgedAt: time(part(found, 'acknowledged')), withdrawnAt: time(part(found, 'withdrawn')) }];
}

function time(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
