import type { AnswerOption, Form, FormItem, ItemType } from '@nelumbo/core/intake';
import type { Coding, Questionnaire, QuestionnaireItem, ResourceStore } from '@nelumbo/core/fhir';
import { readDraft } from '../../../../core/src/intake/drafts.js';
import { extension, extensionValue, translated } from '../../../../core/src/intake/extensions.js';
import { pagesOf } from '../../../../elements/src/intake/intake/pages.js';

/** What a screen of questions shows of a form: of the live one, or of one that is only looked at. */
export type Look = Pick<Form, 'items' | 'title' | 'description' | 'copyright' | 'experimental' | 'missingRules' | 'redFlags' | 'peek'>;

/** Extensions that change nothing of how a question looks before it is answered, or that are read here. */
const plain =
  /[-/](translation|shortText|itemControl|unit|optionExclusive|ordinalValue|(min|max)Value|maxDecimalPlaces)$|^urn:nelumbo:fhir:record-section$|^(lang|content)$/;
const types = /^(boolean|(open-)?choice|integer|decimal|string|text|date|time|dateTime|display|group)$/;
/** What may answer or show something by itself, anywhere in the form. */
const alive = /enableWhenExpression"|observationLinkPeriod"|launchContext"|x-fhir-query"|"modifierExtension"/;
const mayHaveAnswer = /"initial|initialExpression"|alculated/;
const none: readonly never[] = [];

/** An element without what stands beneath it. */
const own = (source: QuestionnaireItem): string => JSON.stringify({ ...source, item: undefined });
/** Whether an element looks as it is written, whatever anybody answers. */
const isPlain = (source: QuestionnaireItem): boolean => {
  const text = own(source);
  const urls = [...text.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url!);
  return types.test(source.type) && urls.every((url) => plain.test(url)) && !/"(enableWhen|initial\w*|answerValueSet)":/.test(text);
};

/** A question as the document has it: an item of the engine before any answer, as far as a screen shows one. */
class Unanswered implements Partial<Omit<FormItem, 'children'>> {
  readonly key: string;
  readonly type: ItemType;
  readonly children: readonly Unanswered[];
  readonly answers = none;
  readonly issues = none;
  readonly units = none;
  readonly enabled: boolean;

  constructor(
    readonly source: QuestionnaireItem,
    readonly locale: string,
    above: { readonly key: string; readonly enabled: boolean } | undefined,
    items: ReadonlyMap<string, QuestionnaireItem>,
  ) {
    this.key = above ? `${above.key}/${source.linkId}` : source.linkId;
    this.type = source.type as ItemType; // those that are shown are looked at first
    this.enabled = (above?.enabled ?? true) && standsAtFirst(source, items);
    this.children = (source.item ?? []).map((child) => new Unanswered(child, locale, this, items));
  }

  get text(): string {
    return this.words('text');
  }

  get prefix(): string | undefined {
    return this.source.prefix === undefined ? undefined : this.words('prefix');
  }

  get help(): string | undefined {
    return this.children.find(({ type, control }) => type === 'display' && control === 'help')?.text;
  }

  get control(): string | undefined {
    return (extensionValue(extension(this.source, 'itemControl')) as { coding?: readonly Coding[] } | undefined)?.coding?.[0]?.code; // CodeableConcept by definition
  }

  get unit(): string | undefined {
    const coding = extensionValue(extension(this.source, 'unit')) as (Coding & { _display?: unknown }) | undefined; // Coding by definition
    return coding && (translated(coding.display, coding._display, this.locale) || coding.code);
  }

  get hidden(): boolean {
    return extensionValue(extension(this.source, 'hidden')) === true;
  }

  get required(): boolean {
    return this.source.required === true;
  }

  get readOnly(): boolean {
    return this.source.readOnly === true;
  }

  get repeats(): boolean {
    return this.source.repeats === true && this.type !== 'display';
  }

  get options(): readonly AnswerOption[] {
    return (this.source.answerOption ?? []).map(({ valueCoding: coding = {} }, i) => ({
      ...{ key: `o${i}`, value: coding, prefix: undefined, weight: undefined, exclusive: false, rich: undefined },
      label: translated(coding.display ?? coding.code, (coding as { _display?: unknown })._display, this.locale),
    }));
  }

  private words(name: 'text' | 'prefix'): string {
    return translated(this.source[name], (this.source as unknown as Record<string, unknown>)[`_${name}`], this.locale); // primitive extension
  }
}

/** What a condition comes to while nothing is answered. */
function standsAtFirst({ enableWhen, enableBehavior }: QuestionnaireItem, items: ReadonlyMap<string, QuestionnaireItem>): boolean {
  if (!enableWhen?.length) return true;
  const holds = enableWhen.map(({ question, operator, answerBoolean }) => {
    const asked = items.get(question);
    if (asked && mayHaveAnswer.test(own(asked))) throw new TypeError('not plain');
    return operator === '!=' || (operator === 'exists' && answerBoolean === false);
  });
  return enableBehavior === 'all' ? holds.every(Boolean) : holds.some(Boolean);
}

/** All items by linkId. */
function byLinkId(items: readonly QuestionnaireItem[], into: Map<string, QuestionnaireItem>): Map<string, QuestionnaireItem> {
  for (const item of items) {
    if (into.has(item.linkId) || (item.type === 'group' && item.repeats)) throw new TypeError('not plain');
    byLinkId(item.item ?? [], into.set(item.linkId, item));
  }
  return into;
}

/** Whether the first screen is one question that looks as it is written. */
function isPlainPage(look: Look): boolean {
  const [page] = pagesOf(look, 'care');
  const [item] = (page?.items ?? []) as readonly unknown[] as readonly Unanswered[]; // made below
  if (!item) return false;
  const options = item.source.answerOption ?? [];
  const above = (wanted: string, among: readonly Unanswered[]): boolean =>
    among.every(({ key, source, children }) => !`${wanted}/`.startsWith(`${key}/`) || (isPlain(source) && above(wanted, children)));
  return (
    item.type !== 'group' &&
    options.every(({ valueCoding }) => valueCoding?.code !== undefined) &&
    item.children.every((child) => child.control === 'help' && isPlain(child.source)) &&
    above(item.key, look.items as readonly unknown[] as readonly Unanswered[]) // made below
  );
}

/**
 * How a form looks before it is answered, for the first screen while the engine is read and the rules are linked; `undefined` when a draft
 * waits, or when something in the form decides how it begins. Nothing can be answered in it.
 */
export async function firstLook(given: unknown, records: ResourceStore, { locale, subject }: { locale: string; subject: string }): Promise<Look | undefined> {
  const form = given as Questionnaire; // unknown JSON; whatever is wrong with it, the engine says
  try {
    if (typeof form.url !== 'string' || alive.test(JSON.stringify(form))) return undefined;
    const all = byLinkId(form.item ?? [], new Map());
    const elements = form as unknown as Readonly<Record<string, unknown>>; // its primitive extensions
    const said = (name: 'title' | 'name' | 'description' | 'copyright') => translated(form[name], elements[`_${name}`], locale);
    const items = (form.item ?? []).map((item) => new Unanswered(item, locale, undefined, all)) as readonly unknown[] as readonly FormItem[]; // what a screen reads
    const texts = { title: said('title') || said('name'), description: said('description'), copyright: said('copyright') };
    const look: Look = { ...{ items, ...texts, experimental: form.experimental === true }, ...{ missingRules: none, redFlags: none, peek: (read) => read() } };
    if (!isPlainPage(look)) return undefined;
    return (await readDraft(records, { key: `${form.url}|${form.version ?? ''}`, subject: subject || undefined })) ? undefined : look;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // only the engine can tell how it begins, or it is not what it says
    throw error;
  }
}
