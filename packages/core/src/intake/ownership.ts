import type { FamilyContext } from '../fhir/index.js';
import type { Locks, Signal } from '../platform.js';
import type { DraftPlace } from './drafts.js';

/** So long the other tab may take to save and give up, in ms; a frozen one never answers. */
const patienceMs = 3000;

/** Who may write a draft: one tab (or one form of a page) at a time. */
export interface Ownership {
  /** Whether the draft is this form's. */
  readonly here: boolean;
  /** Called when another form takes the draft over. `yielding` may save first; nobody reads the draft before it is done. `stolen`: too late to save. */
  onLeave(listener: (how: 'yielding' | 'stolen') => Promise<void> | void): void;
  /** Asks whoever has the draft to save and give it up; resolves when it is this form's, until {@link release}. */
  takeOver(): Promise<void>;
  release(): Promise<void>;
}

/** Names the draft's lock. Other scripts of the origin may list locks: neither form nor person can be read from it. */
async function lockName(context: FamilyContext, place: DraftPlace): Promise<string> {
  const doc = 'intake/locks';
  let own = await context.records.doc<string>(doc);
  if (typeof own !== 'string') {
    await context.records.write([{ doc, value: await context.uuid() }]);
    own = await context.records.doc<string>(doc); // another tab may have been quicker
  }
  let hash = 0x811c9dc5; // FNV-1a
  for (const sign of `${place.key}|${place.subject ?? ''}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return `intake/${own ?? ''}/${(hash >>> 0).toString(16)}`;
}

const giveUp = 'intake-give-up';

/** Who holds which draft on this page: what a tab tells, it does not hear itself. */
const holders = new WeakMap<Locks, Map<string, Claim>>();

class Claim implements Ownership {
  here = false;
  #release: (() => void) | undefined;
  #held: Promise<unknown> = Promise.resolve();
  #leave: (how: 'yielding' | 'stolen') => Promise<void> | void = () => undefined;
  readonly #unhear: () => void;

  constructor(
    readonly context: FamilyContext,
    readonly locks: Locks,
    readonly name: string,
  ) {
    this.#unhear = locks.hear(name, ({ topic }) => void (topic === giveUp && this.here && this.#yield()));
  }

  onLeave(listener: (how: 'yielding' | 'stolen') => Promise<void> | void): void {
    this.#leave = listener;
  }

  /** Takes the draft if nobody has it. */
  async claim(): Promise<void> {
    await new Promise<void>((decided) => {
      const run = this.locks.run(this.name, { ifFree: true }, (lost) => {
        const held = this.#hold(lost);
        decided();
        return held;
      });
      this.#held = run.catch(() => undefined); // given up with the page
      void this.#held.then(() => decided());
    });
  }

  async takeOver(): Promise<void> {
    const { clock } = this.context;
    this.locks.tell(this.name, { topic: giveUp });
    const beside = holders.get(this.locks)?.get(this.name);
    if (beside) void beside.#yield();
    await new Promise<void>((free) => {
      let done = false;
      const take = (lost: Signal): Promise<void> => {
        if (done) return Promise.resolve();
        done = true;
        cancel();
        const held = this.#hold(lost);
        free();
        return held;
      };
      const hold = (how: { steal?: boolean }): void => {
        const run = this.locks.run(this.name, how, take).catch(free); // given up with the page
        this.#held = Promise.all([this.#held, run]);
      };
      const cancel = clock.after(patienceMs, () => hold({ steal: true }));
      hold({});
    });
  }

  async release(): Promise<void> {
    this.#unhear();
    this.#leaveHolders();
    this.#release?.();
    await this.#held;
  }

  /** Until it is released. */
  #hold(lost: Signal): Promise<void> {
    this.here = true;
    const here = holders.get(this.locks) ?? new Map<string, Claim>();
    holders.set(this.locks, here.set(this.name, this));
    lost.addEventListener('abort', () => this.#stolen());
    return new Promise<void>((release) => (this.#release = release));
  }

  #leaveHolders(): void {
    this.here = false;
    const here = holders.get(this.locks);
    if (here?.get(this.name) === this) here.delete(this.name);
  }

  async #yield(): Promise<void> {
    try {
      await this.#leave('yielding');
    } finally {
      await this.release();
    }
  }

  #stolen(): void {
    if (!this.here) return;
    this.#leaveHolders();
    void this.#leave('stolen');
  }
}

/** Claims the draft of a form; `undefined` where tabs cannot be told apart. */
export async function claimDraft(context: FamilyContext, place: DraftPlace): Promise<Ownership | undefined> {
  if (!context.locks) return undefined;
  const claim = new Claim(context, context.locks, await lockName(context, place));
  await claim.claim();
  return claim;
}
