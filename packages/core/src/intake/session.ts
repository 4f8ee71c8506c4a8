import type { FamilyContext, Ref } from '../fhir/index.js';
import { toNelumboError, type NelumboError } from '../i18n/index.js';
import type { Cancel } from '../platform.js';
import { writeDraft, type Draft, type DraftPlace } from './drafts.js';
import type { Finishing } from './finishing.js';
import type { Loaders } from './load.js';
import type { Diagnostic } from './plan.js';
import type { Ownership } from './ownership.js';
import type { ClinicalRecord } from './record/record.js';
import type { Form } from './types.js';

/** Milliseconds from the last change to the saving of the draft. */
export const draftDelayMs = 800;

/** What became of an attempt to save the draft. */
export type DraftOutcome = { readonly saved: true; readonly at: number } | { readonly saved: false; readonly error: NelumboError };

/** A finished form. */
export interface Completion {
  /** `QuestionnaireResponse/uuid`. */
  readonly ref: Ref;
  readonly record: ClinicalRecord;
}

/** A form being filled in, with its draft. */
export interface IntakeSession {
  readonly form: Form;
  /** What of the questionnaire cannot run as written; `compile` has the whole authoring lint. */
  readonly diagnostics: readonly Diagnostic[];
  /** The draft that the answers came from; `undefined` for a fresh start. */
  readonly resumed: { readonly savedAt: number } | undefined;
  /** Another tab (or another form of the page) has this draft: nothing is saved here, so that nothing of it is lost. */
  readonly elsewhere: boolean;
  /** Tells when another tab takes the draft over; what was entered here is saved before. Returns the unsubscriber. */
  onElsewhere(listener: () => void): () => void;
  /** Lets the other tab save and give the draft up. Then close this session and start the form again, `after` this one: it has those answers. */
  takeOver(): Promise<void>;
  /** Where the user is; saved with the draft. */
  position: number;
  /** Saves now. Rejects as the store did; what was entered stays in the form. */
  saveDraft(): Promise<void>;
  /** Removes the draft and stops saving; the answers in the form stay until it is closed. */
  discardDraft(): Promise<void>;
  /** Tells of every attempt to save. Returns the unsubscriber. */
  onDraft(listener: (outcome: DraftOutcome) => void): () => void;
  /**
   * Stores the finished response with the Observations that it means (SDC extraction) and removes the draft, in one transaction.
   * @throws NelumboError `bad-input` while an issue blocks; `storage-full` and the other codes of the store, the draft then stays
   */
  complete(options?: { readonly locale?: string }): Promise<Completion>;
  /**
   * Resolves when what checks and finishes the form is there too: at once, unless the form was started with `shown`.
   * @throws NelumboError `offline`; the next call tries again
   */
  whole(): Promise<void>;
  /** Saves what is unsaved, then stops. */
  close(): Promise<void>;
}

/** What a session is made of. */
export interface SessionParts {
  readonly context: FamilyContext;
  readonly load: Loaders;
  readonly form: Form;
  readonly diagnostics: readonly Diagnostic[];
  readonly draft: Draft | undefined;
  readonly place: DraftPlace;
  /** `undefined` where tabs cannot be told apart. */
  readonly ownership: Ownership | undefined;
  /** Loads what checks and finishes the form; the next call tries again. */
  readonly whole: () => Promise<Finishing>;
  /** Told when closing begins, with its end. */
  readonly onClosing: (end: Promise<void>) => void;
  /** Told when the draft was taken over, for the session that follows. */
  readonly onTaken: (ownership: Ownership) => void;
}

/** Watches a form and keeps its draft. */
export class Session implements IntakeSession {
  readonly form: Form;
  readonly diagnostics: readonly Diagnostic[];
  readonly resumed: { readonly savedAt: number } | undefined;
  #position: number;
  readonly #parts: SessionParts;
  readonly #listeners = new Set<(outcome: DraftOutcome) => void>();
  readonly #unwatch: () => void;
  #timer: Cancel | undefined;
  #saving: Promise<void> = Promise.resolve();
  #savedRevision: number;
  #ended: boolean;
  #elsewhere: boolean;
  #handed = false;
  readonly #left = new Set<() => void>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.form = parts.form;
    this.diagnostics = parts.diagnostics;
    this.resumed = parts.draft && { savedAt: parts.draft.savedAt };
    this.#position = parts.draft?.position ?? 0;
    this.#ended = this.#elsewhere = parts.ownership?.here === false;
    parts.ownership?.onLeave((how) => this.#leave(how));
    this.#savedRevision = this.form.peek(() => this.form.revision);
    this.#unwatch = this.form.watch(() => {
      if (this.form.revision !== this.#savedRevision) this.#schedule();
    });
  }

  get #unsaved(): boolean {
    return this.form.peek(() => this.form.revision) !== this.#savedRevision;
  }

  get elsewhere(): boolean {
    return this.#elsewhere;
  }

  onElsewhere(listener: () => void): () => void {
    this.#left.add(listener);
    return () => this.#left.delete(listener);
  }

  async takeOver(): Promise<void> {
    const { ownership, onTaken } = this.#parts;
    if (!ownership) return;
    await ownership.takeOver();
    this.#handed = true; // nobody else may come between this session and the next
    onTaken(ownership);
  }

  get position(): number {
    return this.#position;
  }

  set position(position: number) {
    if (position === this.#position) return;
    this.#position = position;
    if (this.form.peek(() => this.form.revision) > 0) this.#schedule();
  }

  onDraft(listener: (outcome: DraftOutcome) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  saveDraft(): Promise<void> {
    this.#cancel();
    if (this.#ended) return Promise.resolve();
    const { context, place } = this.#parts;
    const { revision, response } = this.form.peek(() => ({ revision: this.form.revision, response: this.form.response({ all: true }) }));
    const savedAt = context.clock.now();
    const saving = this.#saving.then(async () => {
      if (!this.#ended) await writeDraft(context.records, place, { response, savedAt, position: this.#position });
    });
    this.#saving = saving.then(
      () => {
        this.#savedRevision = revision;
        this.#tell({ saved: true, at: savedAt });
      },
      (error: unknown) => this.#tell({ saved: false, error: toNelumboError(error) }),
    );
    return saving;
  }

  discardDraft(): Promise<void> {
    return this.#end(async () => (await this.#parts.whole()).discard(this.#parts));
  }

  async whole(): Promise<void> {
    await this.#parts.whole();
  }

  async complete(options: { readonly locale?: string } = {}): Promise<Completion> {
    const { finished } = await this.#parts.whole();
    const { record, write } = await finished(this.#parts, options.locale);
    return { ref: await this.#end(write), record };
  }

  close(): Promise<void> {
    const end = this.#close();
    this.#parts.onClosing(end);
    return end;
  }

  async #close(): Promise<void> {
    if (this.#unsaved && !this.#ended) await this.saveDraft().catch((error: unknown) => this.#tell({ saved: false, error: toNelumboError(error) }));
    await this.#saving;
    this.#stop();
    this.form.dispose();
    if (!this.#handed) await this.#parts.ownership?.release();
  }

  /** Another tab goes on with this draft. */
  async #leave(how: 'yielding' | 'stolen'): Promise<void> {
    if (this.#ended) return;
    if (how === 'yielding' && this.#unsaved) await this.saveDraft().catch(() => undefined); // told through onDraft
    this.#elsewhere = true;
    this.#stop();
    for (const listener of this.#left) listener();
  }

  /** Runs the write that ends the draft after any saving in flight. When it fails, drafts are kept again. */
  async #end<T>(write: () => Promise<T>): Promise<T> {
    this.#cancel();
    this.#ended = true; // a saving that waits must not bring the draft back
    try {
      await this.#saving;
      const result = await write();
      this.#stop();
      await this.#parts.ownership?.release();
      return result;
    } catch (error) {
      this.#ended = false;
      this.#schedule();
      throw error;
    }
  }

  #cancel(): void {
    this.#timer?.();
    this.#timer = undefined;
  }

  #stop(): void {
    this.#ended = true;
    this.#cancel();
    this.#unwatch();
  }

  #schedule(): void {
    if (this.#ended) return;
    this.#cancel();
    this.#timer = this.#parts.context.clock.after(draftDelayMs, () => {
      this.saveDraft().catch(() => undefined); // told through onDraft
      this.#parts.load.record().catch(() => undefined); // at hand when the form is finished, also offline; else tried again then
    });
  }

  #tell(outcome: DraftOutcome): void {
    for (const listener of this.#listeners) listener(outcome);
  }
}
