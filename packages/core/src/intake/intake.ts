import type { PathEngine } from '../fhir/fhirpath/fallback.js';
import type { FamilyContext, PlanDefinition, Questionnaire, QuestionnaireResponse } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { ValueSetReader } from './compile-options.js';
import { compileWith } from './compile-with.js';
import { readDraft, type DraftPlace } from './drafts.js';
import { extension } from './extensions.js';
import { namedRules, needsExpressions, type ExpressionKit } from './expressions.js';
import { LiveForm } from './form.js';
import type { CompileOptions } from './plan.js';
import { loaders, type Loaders } from './load.js';
import type { Known } from './prefill.js';
import type { RichReader } from './rich/index.js';
import type { Ownership } from './ownership.js';
import { Session, type IntakeSession } from './session.js';
import type { Terminology } from './types.js';

/** How a form is started. */
export interface StartOptions {
  /** BCP 47; the client's without it. */
  readonly locale?: string;
  /** `Patient/…` when the form is filled in for somebody. Drafts are kept per subject. */
  readonly subject?: string;
  /** Values of `%patient` and its kin, when the questionnaire declares them. */
  readonly launchContext?: Readonly<Record<string, unknown>>;
  /** Where value sets are expanded that the questionnaire does not contain; without it their answers are typed in. */
  readonly terminology?: Terminology;
  /** Triage rules besides those that the questionnaire contains or names. */
  readonly rules?: readonly PlanDefinition[];
  /** Answers to begin with, instead of a draft. */
  readonly response?: QuestionnaireResponse;
  /**
   * Loads a complete FHIRPath engine. Called for a form that has an expression outside our subset, and for no other; without it, or when
   * it cannot be loaded, such an expression is a diagnostic.
   */
  readonly fhirpath?: () => Promise<PathEngine>;
  /** Whether to fill in what the questionnaire asks of the person's own records; default true. */
  readonly prefill?: boolean;
  /** Whether to take up a draft; default true. */
  readonly resume?: boolean;
  /** The session of this form before this one. A draft that it took over passes to this one, and to none of another form of the page. */
  readonly after?: IntakeSession;
}

/** The intake family's face to hosts and elements; every method is asynchronous, because the family loads on first use. */
export interface IntakeApi {
  /**
   * A questionnaire by address, or by name from the content (`urn:nelumbo:questionnaire:headache`).
   * @throws NelumboError `not-found`, `not-json`, `offline`, `server`, `too-large`, or `unsupported` for another kind of resource
   */
  load(src: string): Promise<Questionnaire>;
  /**
   * Compiles, takes up a draft, starts a live form and keeps its draft from then on.
   * @param questionnaire - unknown JSON
   * @throws NelumboError `unsupported` or `too-large`, the diagnostics as its cause, when no form can be made of it
   */
  start(questionnaire: unknown, options?: StartOptions): Promise<IntakeSession>;
  /** Saves open drafts, then releases timers and subscriptions. */
  close(): Promise<void>;
}

const contentName = /^urn:nelumbo:questionnaire:([\w-]+)(?:\|.*)?$/;
const rulesName = /^urn:nelumbo:triage:([\w-]+)(?:\|.*)?$/;

/**
 * Builds the family on what the client plugs in.
 * @param load - how its rarely needed parts load
 */
export function createIntake(context: FamilyContext, load: Loaders = loaders): IntakeApi {
  const open = new Set<IntakeSession>();
  const closing = new Set<Promise<void>>();
  const taken = new Map<IntakeSession, { readonly name: string; readonly ownership: Ownership }>();
  /** What the session before took over; where the caller names none, what any session took over of this draft. */
  const passedOn = (name: string, after?: IntakeSession): Ownership | undefined => {
    const [session, one] = [...taken].find(([session, one]) => (after ? session === after : one.name === name)) ?? [];
    if (one?.name !== name) return undefined;
    taken.delete(session!); // found with it
    return one.ownership;
  };
  return {
    async load(src) {
      const name = contentName.exec(src)?.[1];
      const found = name === undefined ? await context.fetchJson(src) : await context.content.read(`intake/${name}`);
      const resource = found as { resourceType?: unknown } | null; // unknown JSON, checked next
      if (resource?.resourceType !== 'Questionnaire') throw new NelumboError('unsupported', 'The address answers JSON, but no FHIR Questionnaire.');
      return found as Questionnaire; // by its resourceType; compile checks the rest
    },
    async start(questionnaire, options = {}) {
      const rules = [...(options.rules ?? []), ...(await rulesOf(context, questionnaire))];
      let kit = needsExpressions(questionnaire, rules, options.response, options.terminology !== undefined) ? await kitFor(load, options.response) : undefined;
      const known = options.prefill !== false && asksRecords(questionnaire) ? await knownOf(context, load, questionnaire, options) : undefined;
      const given: CompileOptions = { rules, terminology: options.terminology !== undefined, ...(known ? { queries: known.queries } : {}) };
      const valueSets = containsTerms(questionnaire) ? await load.valueSets() : undefined;
      let fallback: PathEngine | undefined;
      let { plan, diagnostics } = compileOrThrow(questionnaire, given, kit, valueSets);
      if (options.fhirpath && diagnostics.some(({ code }) => code === 'expression-unsupported' || code === 'expression-syntax')) {
        fallback = await options.fhirpath().catch(() => undefined); // then the diagnostics stand
        if (fallback) ({ plan, diagnostics } = compileOrThrow(questionnaire, { ...given, fallback }, kit, valueSets));
      }
      await Promise.all(closing); // an element that moves in the page closes and starts at once: its draft must be there
      const place = { key: plan.key, subject: options.subject };
      const name = `${place.key}|${place.subject ?? ''}`;
      const ownership = passedOn(name, options.after) ?? (await ownershipOf(context, load, place));
      const draft = options.response || options.resume === false ? undefined : await readDraft(context.records, place);
      const response = options.response ?? draft?.response;
      if (!kit && (plan.cycles.size > 0 || needsExpressions(undefined, [], response))) {
        kit = await kitFor(load, response); // to search for cycles, or for flags of a version that had rules
        ({ plan, diagnostics } = compileOrThrow(questionnaire, { ...given, ...(fallback ? { fallback } : {}) }, kit, valueSets));
      }
      const rich = await richFor(load, questionnaire);
      const form = new LiveForm(
        plan,
        {
          clock: context.clock,
          locale: options.locale ?? context.locale(),
          ...(response ? { response } : {}),
          ...(options.subject === undefined ? {} : { subject: options.subject }),
          launchContext: { ...known?.launchContext, ...options.launchContext },
          ...(known ? { known: known.answers } : {}),
          ...(rich ? { rich } : {}),
          ...(options.terminology ? { terminology: options.terminology } : {}),
        },
        response && (await load.restore()),
      );
      const onClosing = (end: Promise<void>): void => {
        open.delete(session);
        closing.add(end);
        void end.finally(() => closing.delete(end));
      };
      const session: IntakeSession = new Session({
        context,
        load,
        form,
        diagnostics,
        draft,
        place,
        ownership,
        onClosing,
        onTaken: (ownership) => void taken.set(session, { name, ownership }),
      });
      open.add(session);
      return session;
    },
    async close() {
      await Promise.all([...closing, ...[...open].map((session) => session.close()), ...[...taken.values()].map(({ ownership }) => ownership.release())]);
    },
  };
}

/** Without it, as before: the last tab that saves wins. */
const ownershipOf = async (context: FamilyContext, load: Loaders, place: DraftPlace): Promise<Ownership | undefined> => {
  try {
    return context.locks && (await (await load.ownership())(context, place));
  } catch {
    return undefined;
  }
};

/** Structured texts are read when there are some; when their reader cannot be loaded, they are plain. */
async function richFor(load: Loaders, questionnaire: unknown): Promise<RichReader | undefined> {
  try {
    return isRich(questionnaire) ? await load.rich() : undefined;
  } catch {
    return undefined;
  }
}

const isRich = (questionnaire: unknown): boolean =>
  someElement(
    questionnaire,
    (one) => marked(one['_text']) || marked(one['_valueString']) || marked((one['valueCoding'] as { _display?: unknown } | undefined)?._display), // unknown JSON
  );

const marked = (element: unknown): boolean => extension(element, 'xhtml') !== undefined || extension(element, 'markdown') !== undefined;

/** Whether a questionnaire has something that the records may answer. */
const asksRecords = (questionnaire: unknown): boolean => someElement(questionnaire, ({ extension: list }) => Array.isArray(list) && list.some(asks));

/** Whether the questionnaire, one of its items or of their options has something. */
function someElement(questionnaire: unknown, test: (element: Readonly<Record<string, unknown>>) => boolean): boolean {
  const waiting: unknown[] = [questionnaire];
  while (waiting.length > 0) {
    const one = Object(waiting.pop()) as Readonly<Record<string, unknown>>; // unknown JSON, read warily
    if (test(one)) return true;
    for (const list of [one['item'], one['answerOption']]) if (Array.isArray(list)) for (const child of list as unknown[]) waiting.push(child);
  }
  return false;
}

function asks(found: unknown): boolean {
  const { url, valueExpression } = Object(found) as { url?: unknown; valueExpression?: { language?: unknown } }; // unknown JSON
  return /-(observationLinkPeriod|launchContext)$/.test(String(url)) || valueExpression?.language === 'application/x-fhir-query';
}

/** The records are a help, not a need: when they cannot be read, the form begins empty. */
const knownOf = async (context: FamilyContext, load: Loaders, questionnaire: unknown, options: StartOptions): Promise<Known | undefined> => {
  try {
    return await (
      await load.prefill()
    )(context, questionnaire, options.launchContext ?? {});
  } catch {
    return undefined;
  }
};

const containsTerms = (questionnaire: unknown): boolean => JSON.stringify((questionnaire as Questionnaire | null)?.contained ?? '').includes('"ValueSet"');

function compileOrThrow(questionnaire: unknown, options: CompileOptions, kit: ExpressionKit | undefined, valueSets: ValueSetReader | undefined) {
  const { plan, diagnostics } = compileWith(questionnaire, options, kit, { valueSets });
  if (plan) return { plan, diagnostics };
  const large = diagnostics.some((one) => one.code === 'too-large' || one.code === 'too-deep');
  throw new NelumboError(large ? 'too-large' : 'unsupported', diagnostics.at(-1)?.message ?? 'No form can be made of this.', { cause: diagnostics });
}

/**
 * Rules are there before the first answer, or the form says that they are missing. A response that remembers red flags is not opened
 * without them: saving it again would lose what was found.
 */
async function kitFor(load: Loaders, response: QuestionnaireResponse | undefined): Promise<ExpressionKit | undefined> {
  try {
    return await load.expressions();
  } catch (error) {
    if (extension(response, 'redFlag')) throw error;
    return undefined;
  }
}

/** Rules that the questionnaire names and the content holds. Other addresses are not fetched: content must not direct traffic. */
async function rulesOf(context: FamilyContext, questionnaire: unknown): Promise<readonly PlanDefinition[]> {
  const names = namedRules(questionnaire).flatMap((canonical) => rulesName.exec(canonical)?.[1] ?? []);
  const found = await Promise.all(
    names.map((name) =>
      context.content.read(`intake/triage-${name}`).catch((error: unknown) => {
        if (error instanceof NelumboError && error.code === 'not-found') return undefined; // compile reports `rules-missing`
        throw error;
      }),
    ),
  );
  return found.filter((plan): plan is PlanDefinition => (plan as { resourceType?: unknown } | undefined)?.resourceType === 'PlanDefinition');
}
