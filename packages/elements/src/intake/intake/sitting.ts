import type { NelumboError } from '@nelumbo/core/i18n';
import type { Completion, DraftOutcome, IntakeSession, Issue } from '@nelumbo/core/intake';
import type { CopyState } from '../record/handing-over.js';
import type { ItemContext } from './item-context.js';
import type { IntakeMode } from './pages.js';

/** How far somebody is with a form; its answers are the form's own. */
export interface Stage {
  /** Page that is shown; the review stands after the last. */
  readonly page: number;
  /** The user came from the review to change an answer, and goes back there. */
  readonly returning: boolean;
  /** What kept the form from being sent. */
  readonly issues: readonly Issue[];
  readonly busy: boolean;
  /** What could not be loaded, saved or sent. */
  readonly trouble: NelumboError | undefined;
  readonly draft: DraftOutcome | undefined;
  /** A draft was found: whether to go on with it was not answered, is asked once more before it is thrown away, or was answered. */
  readonly resume: 'offered' | 'asking' | 'seen';
  readonly completion: Completion | undefined;
  readonly copied: CopyState;
}

/** Where everybody begins. */
export const atStart: Stage = {
  page: 0,
  returning: false,
  issues: [],
  busy: false,
  trouble: undefined,
  draft: undefined,
  resume: 'offered',
  completion: undefined,
  copied: 'no',
};

/** One form being filled in, as its views and its buttons see it. One object for the life of a session. */
export interface Sitting {
  readonly session: IntakeSession;
  readonly context: ItemContext;
  readonly root: HTMLElement | DocumentFragment;
  stage(): Stage;
  mode(): IntakeMode;
  /** Whether every answer is shown before it is sent. */
  reviews(): boolean;
  /** BCP 47 tag of the language in force. */
  locale(): string;
  /** Number of the call button. */
  number(): string;
  set(change: Partial<Stage>): void;
  /** Says what failed, on the page and to the host. */
  fail(error: unknown): void;
  /** Resolves once the page shows what was set. */
  drawn(): Promise<unknown>;
  /** Waits for what checks and finishes the form. `false` when it cannot be had: said, and the next press tries again. */
  ready(): Promise<boolean>;
  /** Loads the review and what follows it. @throws NelumboError `offline` */
  prepare(): Promise<void>;
  /** Begins again, with the draft or without. */
  restart(resume: boolean): Promise<void>;
  emit<T>(name: `nelumbo-${string}`, detail: T, options?: { readonly cancelable?: boolean }): boolean;
  /** Goes to a page. */
  go(page: number): void;
  submit(): void;
}
