import type { PathEngine } from '../fhir/fhirpath/fallback.js';
import type { FamilyContext, PlanDefinition, Questionnaire, QuestionnaireResponse } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { readDraft, type DraftPlace } from './drafts.js';
import { namedRules } from './expressions.js';
import type { Finishing } from './finishing.js';
import { LiveForm } from './form.js';
import type { CompileOptions } from './plan.js';
import { loaders, type Loaders } from './load.js';
import { asksRecords, isRich, repeats, tellsTime, textOf } from './needs.js';
import type { Known } from './prefill.js';
import { Preparation } from './prepare.js';
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
  /**
   * Settles when the form is on the screen. What only checks and finishes it loads then, by itself, and `session.whole()` waits for it;
   * without this, it is there when `start` resolves.
   */
  readonly shown?: PromiseLike<unknown>;
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
      const text = textOf(questionnaire, rules, options.response);
      const known = options.prefill !== false && asksRecords(text) ? await knownOf(context, load, questionnaire, options) : undefined;
      const given: CompileOptions = { rules, terminology: options.terminology !== undefined, queries: known?.queries };
      const [prepared, repeating, rich, finishing] = await Promise.all([
        Preparation.of({ questionnaire, text, options: given, response: options.response, fhirpath: options.fhirpath }, load),
        repeats(text) ? load.repeating() : undefined,
        richFor(load, text),
        options.shown ? undefined : load.finishing(),
      ]);
      await Promise.all(closing); // an element that moves in the page closes and starts at once: its draft must be there
      const place = { key: prepared.plan.key, subject: options.subject };
      const name = `${place.key}|${place.subject ?? ''}`;
      const ownership = passedOn(name, options.after) ?? (await ownershipOf(context, load, place));
      const draft = options.response || options.resume === false ? undefined : await readDraft(context.records, place);
      const response = options.response ?? draft?.response;
      if (draft && tellsTime(textOf(draft.response.item))) await load.calendar(); // of a version that asked for dates
      await prepared.settle(response);
      const { plan } = prepared;
      const [diagnostics, restore] = await Promise.all([prepared.diagnostics(), response && load.restore()]);
      const form = new LiveForm(
        plan,
        {
          clock: context.clock,
          locale: options.locale ?? context.locale(),
          response,
          subject: options.subject,
          launchContext: { ...known?.launchContext, ...options.launchContext },
          known: known?.answers,
          rich,
          terminology: options.terminology,
        },
        { restore, repeating, limiting: prepared.parts.limiting, checks: finishing?.checks },
      );
      const whole = async (): Promise<Finishing> => {
        const part = finishing ?? (await load.finishing());
        form.check(part.checks);
        return part;
      };
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
        whole,
        onClosing,
        onTaken: (ownership) => void taken.set(session, { name, ownership }),
      });
      open.add(session);
      options.shown?.then(() => Promise.all([whole(), load.record()])).then(undefined, () => undefined); // tried again when it is needed
      return session;
    },
    async close() {
      await Promise.all([...closing, ...[...open].map((session) => session.close()), ...[...taken.values()].map(({ ownership }) => ownership.release())]);
    },
  };
}

/** What a form does without when it cannot be had. */
async function orNone<T>(get: () => Promise<T>): Promise<T | undefined> {
  try {
    return await get();
  } catch {
    return undefined;
  }
}

/** Without it, as before: the last tab that saves wins. */
const ownershipOf = (context: FamilyContext, load: Loaders, place: DraftPlace): Promise<Ownership | undefined> =>
  orNone(async () => context.locks && (await load.ownership())(context, place));

/** Structured texts are read when there are some; when their reader cannot be loaded, they are plain. */
const richFor = (load: Loaders, text: string): Promise<RichReader | undefined> => orNone(async () => (isRich(text) ? load.rich() : undefined));

/** The records are a help, not a need: when they cannot be read, the form begins empty. */
const knownOf = (context: FamilyContext, load: Loaders, questionnaire: unknown, options: StartOptions): Promise<Known | undefined> =>
  orNone(async () => (await load.prefill())(context, questionnaire, options.launchContext ?? {}));

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
