/** What an entry is about, in the words of schema.org. */
export const entryTypes = ['MedicalCondition', 'MedicalSignOrSymptom', 'Drug', 'MedicalTest', 'MedicalProcedure', 'AnatomicalStructure'] as const;
export type EntryType = (typeof entryTypes)[number];

/** What a section is about; each maps to one schema.org property. */
export const sectionKinds = [
  'overview',
  'symptoms',
  'causes',
  'risks',
  'diagnosis',
  'treatment',
  'prevention',
  'complications',
  'outlook',
  'care',
  'daily-life',
  'faq',
] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** How soon a red flag needs help. */
export const flagLevels = ['emergency', 'urgent', 'routine'] as const;
export type FlagLevel = (typeof flagLevels)[number];

/** How far a text was reviewed. `overdue` is derived from `nextReviewOn`, never stored. */
export const reviewStatuses = ['sample', 'unreviewed', 'reviewed', 'corrected', 'withdrawn'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** Topics that are shown neutrally: no share, no history, no recommendation. */
export const sensitiveClasses = ['mental-health', 'sexual-health', 'self-harm', 'substance', 'reproductive'] as const;
export type SensitiveClass = (typeof sensitiveClasses)[number];

/** A code of a published system; `system` is a URI. */
export interface Code {
  readonly system: string;
  readonly code: string;
}

/** Signs that need help, and what to do then. Plain text. */
export interface RedFlag {
  readonly level: FlagLevel;
  /** `call-120`, `go-emergency`, `see-doctor`, or a sentence; elements look the known codes up in their texts. */
  readonly action: string;
  readonly if: readonly string[];
}

/** A person who stands for a text. Never invented. */
export interface Reviewer {
  readonly name: string;
  readonly title: string;
  readonly hospital: string;
  readonly department?: string;
}

/** The way of a text: written, reviewed three times, the last time as a whole, and proofread. */
export const reviewSteps = ['draft', 'first-review', 'second-review', 'final-review', 'proofreading'] as const;
export type ReviewStepName = (typeof reviewSteps)[number];

/** A step that was done: who did it, and on which day. */
export interface ReviewStep {
  readonly step: ReviewStepName;
  /** Reviews are done by a {@link Reviewer}; a draft and a proofreading may be an editor's, without title and hospital. */
  readonly by: { readonly name: string; readonly title?: string; readonly hospital?: string };
  /** `YYYY-MM-DD`. */
  readonly on: string;
}

/** Who reviewed a text and when. Dates are `YYYY-MM-DD`. */
export interface Review {
  readonly status: ReviewStatus;
  readonly reviewers: readonly Reviewer[];
  readonly reviewedOn?: string;
  readonly nextReviewOn?: string;
  /** How the text came about, in order; cards leave it out. */
  readonly steps?: readonly ReviewStep[];
  readonly correction?: { readonly on: string; readonly text: string };
  readonly withdrawal?: { readonly on: string; readonly reason: string; readonly replacedBy?: string };
}

/** A titled link. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** A part of an article; `html` passes the allow-list of {@link htmlPolicy} unchanged. */
export interface Section {
  readonly kind: SectionKind;
  readonly title: string;
  readonly html: string;
}

/** What a card shows: an entry without its article. */
export interface Card {
  /** `locale/slug`. */
  readonly id: string;
  readonly type: EntryType;
  readonly locale: string;
  readonly title: string;
  /** Plain text, at most 160 characters (Chinese) or 320. */
  readonly summary: string;
  /** `YYYY-MM-DD`. */
  readonly updated: string;
  readonly departments: readonly string[];
  readonly redFlags: readonly RedFlag[];
  readonly review: Review;
  readonly source: { readonly name: string; readonly url: string };
  readonly licence: { readonly id: string; readonly attribution?: string };
  readonly sensitive?: SensitiveClass;
  /** The kinds of sections that the article has; empty when there is only the summary. */
  readonly contents: readonly SectionKind[];
}

/** One encyclopedia entry in one language. */
export interface Entry extends Omit<Card, 'contents'> {
  /** `weak` finds the entry but never raises a card: abbreviations, words with another everyday meaning. */
  readonly aliases: readonly { readonly text: string; readonly weak?: boolean }[];
  readonly codes: readonly Code[];
  readonly tags: readonly string[];
  readonly related: readonly string[];
  /** How often people look for it, 0 to 100; {@link EVERYDAY} and above is an everyday topic. */
  readonly weight: number;
  readonly sections: readonly Section[];
  readonly references: readonly Link[];
  /** False: suggestions find it, a card never appears. */
  readonly card?: boolean;
  readonly annotate?: boolean;
}

/** Weight from which a topic counts as everyday. */
export const EVERYDAY = 60;

/** A line that helps in a crisis. */
export interface Hotline {
  /** ISO country code. */
  readonly region: string;
  /** Digits to dial. */
  readonly number: string;
  readonly name: Readonly<Record<string, string>>;
  readonly hours: Readonly<Record<string, string>>;
  readonly source: Link;
  /** `YYYY-MM-DD`, not older than 12 months when a pack is built. */
  readonly checkedOn: string;
}

/** The card of an entry. */
export function toCard(entry: Entry): Card {
  const { id, type, locale, title, summary, updated, departments, redFlags, source, licence, sensitive, sections } = entry;
  const { steps: _, ...review } = entry.review;
  const contents = sections.map((section) => section.kind);
  const card = { id, type, locale, title, summary, updated, departments, redFlags, review, source, licence, contents };
  return sensitive ? { ...card, sensitive } : card;
}

/** Whether a reviewed entry is past its next review. @param today - `YYYY-MM-DD` */
export const isOverdue = (review: Review, today: string): boolean => review.nextReviewOn !== undefined && review.nextReviewOn < today;
