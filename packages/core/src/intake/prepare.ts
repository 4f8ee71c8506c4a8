import type { PathEngine } from '../fhir/fhirpath/fallback.js';
import type { QuestionnaireResponse } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import { compileWith, type CompileParts } from './compile-with.js';
import type { Reported } from './diagnostic-words.js';
import type { ExpressionKit } from './expressions.js';
import { extension } from './extensions.js';
import type { PartName } from './kit-parts.js';
import type { Loaders } from './load.js';
import { containsTerms, isConditional, isLimited, mayBeUnknown, needsExpressions, tellsTime, textOf } from './needs.js';
import type { CompileOptions, Diagnostic, Plan } from './plan.js';

/** What a form is compiled from. */
export interface Source {
  /** Unknown JSON. */
  readonly questionnaire: unknown;
  /** Questionnaire, rules and the caller's response, as text: what they name shows what has to load. */
  readonly text: string;
  readonly options: CompileOptions;
  /** The caller's, not a draft's. */
  readonly response: QuestionnaireResponse | undefined;
  /** Loads a complete FHIRPath engine. */
  readonly fhirpath: (() => Promise<PathEngine>) | undefined;
}

/** Compiles a form with the parts of the kit that it needs: those that it names, then those that compiling finds missing. */
export class Preparation {
  plan!: Plan;
  #found: readonly Reported[] = [];
  #kit: ExpressionKit | undefined;
  #more: readonly PartName[] = [];
  #fallback: PathEngine | undefined;
  parts: CompileParts = {};

  private constructor(
    readonly source: Source,
    readonly load: Loaders,
  ) {}

  /** @throws NelumboError `unsupported` or `too-large` when no form can be made of it; `offline` when what keeps its red flags cannot load */
  static async of(source: Source, load: Loaders): Promise<Preparation> {
    const made = new Preparation(source, load);
    const { text, options, response, fhirpath } = source;
    const { terminology = false } = options;
    const kit = needsExpressions(text, terminology) ? made.#load(terminology ? ['dynamic'] : [], response) : undefined;
    [made.parts, made.#kit] = await Promise.all([partsFor(text, load), kit]);
    await made.#compile();
    if (text === '') throw new NelumboError('unsupported', 'The questionnaire is no JSON: what it needs cannot be seen.');
    if (made.#lacks()) await made.#with(['functions']);
    if (fhirpath && made.#lacks()) {
      made.#fallback = await fhirpath().catch(() => undefined); // then the diagnostics stand
      if (made.#fallback) await made.#with(['fallback']);
    }
    return made;
  }

  /** What the response asks for that is put back: flags of a version that had rules. And the search for cycles, where something looks ahead. */
  async settle(response: QuestionnaireResponse | undefined): Promise<void> {
    const flags = extension(response, 'redFlag') !== undefined && !this.#kit?.triage;
    if (flags || this.plan.unsettled) await this.#with(this.plan.unsettled ? ['graph'] : [], response);
  }

  /** What is wrong or doubtful, in words; where these cannot be had, by their names. */
  async diagnostics(): Promise<readonly Diagnostic[]> {
    if (this.#found.length === 0) return [];
    const inWords = await this.load.words().catch(() => undefined);
    return inWords?.(this.#found) ?? this.#found.map((one) => ({ ...one, message: String(one.message) }));
  }

  /** Whether an expression could not be compiled with what is at hand. */
  #lacks(): boolean {
    return this.#kit !== undefined && this.#found.some(({ code }) => /^expression-(unsupported|syntax)$/.test(code));
  }

  /** Compiles again with further parts. Where they cannot be had, what was compiled before stands. */
  async #with(parts: readonly PartName[], response = this.source.response): Promise<void> {
    const kit = await this.#load(parts, response);
    if (!kit) return;
    this.#kit = kit;
    await this.#compile();
  }

  /**
   * Rules are there before the first answer, or the form says that they are missing. A response that remembers red flags is not opened
   * without them: saving it again would lose what was found.
   */
  async #load(parts: readonly PartName[], response: QuestionnaireResponse | undefined): Promise<ExpressionKit | undefined> {
    const all = [...this.#more, ...parts];
    try {
      const kit = await this.load.expressions(this.source.text + textOf(response), all);
      this.#more = all;
      return kit;
    } catch (error) {
      if (extension(response, 'redFlag')) throw error;
      return undefined;
    }
  }

  async #compile(): Promise<void> {
    const { questionnaire, options } = this.source;
    const { plan, diagnostics } = compileWith(questionnaire, { ...options, fallback: this.#fallback }, this.#kit, this.parts);
    this.#found = diagnostics;
    if (!plan) {
      const cause = await this.diagnostics();
      const large = cause.some(({ code }) => code.startsWith('too-'));
      throw new NelumboError(large ? 'too-large' : 'unsupported', cause.at(-1)?.message ?? 'No form can be made of this.', { cause });
    }
    this.plan = plan;
  }
}

/** What a form is compiled with besides expressions, all at once. @throws NelumboError `offline` */
async function partsFor(text: string, load: Loaders): Promise<CompileParts> {
  const [conditions, valueSets, limiting, unsupported] = await Promise.all([
    isConditional(text) ? load.conditions() : undefined,
    containsTerms(text) ? load.valueSets() : undefined,
    isLimited(text) ? load.limits() : undefined,
    mayBeUnknown(text) ? load.unsupported() : undefined,
    tellsTime(text) ? load.calendar() : undefined,
  ]);
  return { conditions, valueSets, limiting, lint: unsupported ? [unsupported] : [] };
}
