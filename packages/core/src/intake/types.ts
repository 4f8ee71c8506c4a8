import type { Attachment, Coding, Quantity, Questionnaire, QuestionnaireResponse, Reference } from '../fhir/index.js';
import type { Result } from '../i18n/index.js';
import type { RichNode } from './rich/tree.js';

/** Item types of FHIR R4, and `unknown` for anything else: shown as text, its answer preserved. */
export const itemTypes = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'quantity',
  'attachment',
  'reference',
  'unknown',
] as const;

/** A member of {@link itemTypes}. */
export type ItemType = (typeof itemTypes)[number];

/** A value as it stands in FHIR JSON: dates and times are text, a quantity is a Quantity. */
export type AnswerValue = boolean | number | string | Coding | Quantity | Attachment | Reference;

/** One answer of an item. */
export interface Answer {
  /** Stays the same while other answers come and go. */
  readonly key: string;
  readonly value: AnswerValue;
}

/** One of the answers that an item offers. */
export interface AnswerOption {
  readonly key: string;
  readonly value: AnswerValue;
  /** In the form's locale; reading it subscribes to the locale. */
  readonly label: string;
  /** The label with its structure. */
  readonly rich: readonly RichNode[] | undefined;
  /** `A`, `1)`: shown before the label. */
  readonly prefix: string | undefined;
  /** `itemWeight` or `ordinalValue`. */
  readonly weight: number | undefined;
  /** Choosing it clears the others ("none of these"). */
  readonly exclusive: boolean;
}

/** `loading`, or `failed`: then the answer can be typed in, and {@link Form.retryOptions} asks again. */
export type OptionState = 'ready' | 'loading' | 'failed';

/** Expands value sets; a host plugs its terminology service in. Content never says which one is asked. */
export interface Terminology {
  /**
   * @param url - canonical of the value set
   * @param query - words to search for, how many codings at most, and the language of their displays
   * @throws when the service cannot be reached or does not know the value set
   */
  expand(url: string, query: { readonly filter?: string; readonly count: number; readonly locale: string }): Promise<readonly Coding[]>;
}

/** What can be wrong with an answer, as a closed list: texts in each language are looked up by code. */
export const issueCodes = [
  'required',
  'min-occurs',
  'max-occurs',
  'min-value',
  'max-value',
  'min-length',
  'max-length',
  'pattern',
  'decimal-places',
  'option-exclusive',
  'not-an-option',
  'not-a-number',
  'not-a-date',
  'not-a-time',
  'not-a-url',
  'file-too-large',
  'file-type',
  'constraint',
] as const;

/** A member of {@link issueCodes}. */
export type IssueCode = (typeof issueCodes)[number];

/** One thing to mend. Holds the item and the rule, never the answer. */
export interface Issue {
  readonly linkId: string;
  /** The item's {@link FormItem.key}; empty, like the linkId, for a rule of the whole form. */
  readonly key: string;
  readonly code: IssueCode;
  /** A warning informs, an error blocks completion. */
  readonly severity: 'error' | 'warning';
  /** The limit that was passed, as text in FHIR form; for `constraint` the author's own words. */
  readonly limit?: string;
}

/** Length, range and form that answers of an item must keep. */
export interface Limits {
  readonly minValue?: AnswerValue;
  readonly maxValue?: AnswerValue;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxDecimalPlaces?: number;
  readonly minOccurs?: number;
  readonly maxOccurs?: number;
  /** Bytes. */
  readonly maxSize?: number;
  readonly mimeTypes?: readonly string[];
}

/** A level of urgency, most urgent first. */
export const urgencies = ['emergency-ambulance', 'emergency', 'consultation-24h', 'consultation', 'self-care'] as const;

/** A member of {@link urgencies}. */
export type Urgency = (typeof urgencies)[number];

/** An answer that made a rule fire. */
export interface Evidence {
  readonly linkId: string;
  readonly value: AnswerValue;
}

/** A number to call besides the emergency number, chosen by the locale's region. */
export interface Helpline {
  readonly number: string;
  readonly label: string;
}

/** A rule that fired. A later change withdraws it and never erases it. */
export interface RedFlag {
  /** `canonical|version#action`. */
  readonly rule: string;
  readonly urgency: Urgency;
  /** In the form's locale. */
  readonly title: string;
  /** What to do, in the form's locale. */
  readonly action: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly evidence: readonly Evidence[];
  /** When the answers no longer met the rule. */
  readonly withdrawnAt: number | undefined;
  /** When the user chose to go on after reading it. */
  readonly acknowledgedAt: number | undefined;
  /** Where somebody listens, such as a crisis line; empty for most rules. */
  readonly helplines: readonly Helpline[];
}

/** A total with its band. */
export interface Score {
  readonly linkId: string;
  readonly text: string;
  /** `undefined` while parts are unanswered: an incomplete total has no band. */
  readonly value: number | undefined;
  readonly band: ScoreBand | undefined;
  readonly incomplete: boolean;
}

/** A range of a total and what it is called. */
export interface ScoreBand {
  readonly low: number;
  readonly high: number;
  readonly code: string;
  readonly text: string;
}

/** An answer that the records already hold. */
export interface KnownAnswer {
  readonly value: AnswerValue;
  /** The record that says so. */
  readonly ref: string;
  /** When it was measured or said, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** One instance of an item: repeating groups have one per repetition. Every getter is reactive. */
export interface FormItem {
  readonly linkId: string;
  /** Unique in the form and steady: it survives insert, remove and locale change. */
  readonly key: string;
  /** Repetition keys from the root inwards. */
  readonly path: readonly string[];
  readonly type: ItemType;
  /** The question in the form's locale. */
  readonly text: string;
  /** The question with its structure (`rendering-xhtml`, `rendering-markdown`), as allowed elements; `undefined` when it is plain. */
  readonly rich: readonly RichNode[] | undefined;
  /** A shorter wording for records; the text without one. */
  readonly shortText: string;
  /** `1.`, `a)`. */
  readonly prefix: string | undefined;
  /** Text of a `help` item beneath it. */
  readonly help: string | undefined;
  /** The help with its structure. */
  readonly richHelp: readonly RichNode[] | undefined;
  /** Which control the author asked for (`radio-button`, `slider`…). */
  readonly control: string | undefined;
  /** Ghost text (`entryFormat`). */
  readonly placeholder: string | undefined;
  /** The unit's label, for a number with a fixed unit. */
  readonly unit: string | undefined;
  /** Units to choose from, for a quantity. */
  readonly units: readonly Coding[];
  readonly enabled: boolean;
  readonly hidden: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly repeats: boolean;
  /** The value comes from a calculation and the user has not replaced it. */
  readonly calculated: boolean;
  /** The record that the answer was filled in from, until the user gives another; to be said beside the field. */
  readonly prefilled: KnownAnswer | undefined;
  /** What stands there; empty while disabled. */
  readonly answers: readonly Answer[];
  readonly options: readonly AnswerOption[];
  /** How far the options of a value set are that a terminology service holds; `ready` for all others. */
  readonly optionState: OptionState;
  readonly limits: Limits;
  readonly issues: readonly Issue[];
  /** Whether the user has been there, so that its issues may show. */
  readonly touched: boolean;
  readonly children: readonly FormItem[];
  readonly parent: FormItem | undefined;
  /** The answer under which a nested item of a repeating question stands. */
  readonly answerKey: string | undefined;
}

/** A live form. Everything it shows is reactive: read it inside {@link Form.watch}. No timer, no DOM. */
export interface Form {
  /** `url|version`. */
  readonly key: string;
  /** As it was given. */
  readonly questionnaire: Questionnaire;
  /** BCP 47; assign to switch, answers stay. */
  locale: string;
  readonly title: string;
  readonly description: string | undefined;
  /** Who wrote the questions and on what terms. */
  readonly copyright: string | undefined;
  /** Sample content that no clinician has reviewed; said on screen. */
  readonly experimental: boolean;
  /** Triage rules that are named but not at hand, or that failed while they ran: their red flags cannot be recognised, and the user is told. */
  readonly missingRules: readonly string[];
  /** Top-level items. */
  readonly items: readonly FormItem[];
  readonly redFlags: readonly RedFlag[];
  readonly scores: readonly Score[];
  /** Answers of a loaded response that fit nowhere; exported beside the answers, listed to the user. */
  readonly unplaced: readonly Unplaced[];
  /** Rules of the whole form that its answers break; they name no item (`linkId` and `key` are empty). {@link validate} lists them, too. */
  readonly issues: readonly Issue[];
  /** Expressions that failed while running; a failing expression disables itself, not the form. */
  readonly failures: readonly { readonly linkId: string; readonly message: string }[];
  /** Grows by one with every change of an answer. */
  readonly revision: number;
  /** The first instance, or the one on the repetition path. */
  find(linkId: string, path?: readonly string[]): FormItem | undefined;
  /** Replaces the answers. A wrong-typed value is refused and the old one stays. An empty list or blank text clears. */
  answer(item: FormItem, value: AnswerValue | readonly AnswerValue[] | undefined): Result<void>;
  /** Says that the control holds something that is no value (`12,x`): an issue until the next answer. */
  reject(item: FormItem, code: IssueCode): void;
  /** Marks the item as visited. */
  touch(item: FormItem): void;
  /** Adds a repetition of a group after the last one. */
  add(item: FormItem): Result<FormItem>;
  /** Removes a repetition. */
  remove(item: FormItem): Result<void>;
  /**
   * Options whose text holds the words: for long lists and value sets of a terminology service.
   * @throws what the terminology port throws
   */
  searchOptions(item: FormItem, words: string): Promise<readonly AnswerOption[]>;
  /** Asks once more for options that could not be had. */
  retryOptions(item: FormItem): void;
  /** Moves a repetition of a group to a place among its siblings, 0 being the first; answers and keys stay. */
  move(item: FormItem, to: number): Result<void>;
  /** The repetition that {@link undo} would bring back; `undefined` when nothing was removed. */
  readonly removed: FormItem | undefined;
  /** Brings the repetition that was removed last back to its place, with its answers. */
  undo(): Result<FormItem>;
  /** Takes a user's own value back, so that the calculated one follows again. */
  reset(item: FormItem): void;
  /** The user read the interrupt and goes on. */
  acknowledge(rule: string): void;
  /** The conditions that show the item and the answers that met them. */
  why(item: FormItem): readonly Evidence[];
  /** All issues, and marks every item as visited. */
  validate(): readonly Issue[];
  /** Cached until a change. `all` also holds answers of disabled items, for drafts. */
  response(options?: { readonly status?: QuestionnaireResponse['status']; readonly all?: boolean }): QuestionnaireResponse;
  /** Runs now and again whenever something it read changes. Returns the stop. */
  watch(run: () => void): () => void;
  /** Reads without subscribing. */
  peek<T>(read: () => T): T;
  /** Reads as if the form spoke another language, without subscribing and without showing it in between. */
  inLocale<T>(locale: string, read: () => T): T;
  /** Stops calculations and rules. */
  dispose(): void;
}

/** An answer without a place. */
export interface Unplaced {
  readonly linkId: string;
  readonly text: string;
  readonly values: readonly unknown[];
}
