import { buildDoses, type Snoozes } from './day.js';
import { nextDose } from './doses.js';
import { hourMs, minuteMs } from './timing/civil.js';
import { reminderTexts } from './text/reminder.js';
import { NelumboError, pickTexts } from '../i18n/index.js';
import type { FamilyContext, Ref } from '../fhir/index.js';
import type { Cancel, NotifierChannel, Reminder } from '../platform.js';
import type { Ledger } from './ledger.js';
import type { Zone } from './timing/zone.js';

/** What the reminders look at. */
export interface ReminderSource {
  ledger(): Promise<Ledger>;
  snoozes(): Promise<Snoozes>;
  zone(): Zone;
}

interface Ring {
  readonly dose: string;
  readonly plan: Ref;
  readonly slot: string;
  readonly at: number;
}

/** A claim on a ring: who, and when. */
type Claims = Readonly<Record<string, { readonly by: string; readonly at: number }>>;

const claimsDoc = 'medication/rung';
/** Two tabs that wake together write within a few ms of each other; who is still the writer after this rings. */
const settleMs = 400;
/** Looks again at least this often, so that a clock that was set or a device that slept does not silence it. */
const recheckMs = 5 * minuteMs;

/**
 * Rings for due doses while a page is open: one timer for the next dose of all plans, armed anew whenever records change.
 * A dose rings once across tabs: each claims it in a document, waits, and only the one whose claim stands rings.
 */
export class Reminders {
  readonly #context: FamilyContext;
  readonly #source: ReminderSource;
  #cancel: Cancel | undefined;
  #seen: number;
  #turn = 0;
  #closed = false;
  #waits = new Set<() => void>();

  constructor(context: FamilyContext, source: ReminderSource) {
    this.#context = context;
    this.#source = source;
    this.#seen = context.clock.now();
  }

  /** Sets the timer for what comes next; call it after every change. Errors of the store wait for the next change. */
  async arm(): Promise<void> {
    const turn = ++this.#turn;
    const next = await this.upcoming(1).catch((): Ring[] => []);
    if (turn !== this.#turn || this.#closed) return;
    this.#cancel?.();
    const now = this.#context.clock.now();
    const wait = Math.min(Math.max(0, (next[0]?.at ?? Infinity) - now), recheckMs);
    this.#cancel = this.#context.clock.after(wait, () => void this.#wake());
  }

  /** The next rings after what has been rung, ascending. */
  async upcoming(limit: number): Promise<Ring[]> {
    const ledger = await this.#source.ledger();
    const snoozes = await this.#source.snoozes();
    const now = this.#context.clock.now();
    const rings: Ring[] = this.#open(ledger, snoozes).filter((ring) => ring.at > this.#seen);
    for (const { current, zone } of ledger.chains) {
      if (!current.plan.active || !current.plan.remind) continue;
      for (let from = now + 24 * hourMs, n = 0; n < limit; n++) {
        const dose = nextDose(current, zone, from);
        if (!dose) break;
        if (!ledger.answers.has(dose.id)) rings.push({ dose: dose.id, plan: dose.plan, slot: dose.slot, at: dose.due });
        from = dose.due + 1;
      }
    }
    return rings.sort((a, b) => a.at - b.at).slice(0, limit);
  }

  /** Unanswered doses around now, at their due time or the end of their snooze. */
  #open(ledger: Ledger, snoozes: Snoozes): Ring[] {
    const now = this.#context.clock.now();
    const silent = new Set(ledger.chains.filter((c) => !c.current.plan.remind || !c.current.plan.active).map((c) => c.current.plan.ref));
    const { doses } = buildDoses({ ledger, snoozes, now, zone: this.#source.zone(), note: () => '' }, now - 12 * hourMs, now + 24 * hourMs);
    return doses
      .filter((d) => ['upcoming', 'due', 'late', 'snoozed'].includes(d.state) && !silent.has(d.plan))
      .map((d) => ({ dose: d.id, plan: d.plan, slot: d.slot, at: snoozes[d.id] ?? d.due }));
  }

  async #wake(): Promise<void> {
    const now = this.#context.clock.now();
    const from = Math.max(this.#seen, now - hourMs); // what was slept through longer ago is in the list, not in the ear
    this.#seen = now;
    try {
      const rings = this.#open(await this.#source.ledger(), await this.#source.snoozes()).filter((ring) => ring.at > from && ring.at <= now);
      for (const ring of rings) this.#context.emit({ type: 'dose-due', plan: ring.plan, slot: ring.slot, at: ring.at });
      if (rings.length && (await this.#claim(rings))) await this.#context.notifier.ring(this.#reminder(rings[0]!));
    } catch (thrown) {
      if (!(thrown instanceof NelumboError)) throw thrown;
      // The store is gone or full: the page still shows the dose, and the next change arms again.
    } finally {
      if (!this.#closed) await this.arm();
    }
  }

  async #claim(rings: readonly Ring[]): Promise<boolean> {
    const { records } = this.#context;
    const by = await this.#context.uuid();
    const now = this.#context.clock.now();
    const key = (ring: Ring): string => `${ring.dose}@${ring.at}`;
    const before = (await records.doc<Claims>(claimsDoc)) ?? {};
    const free = rings.filter((ring) => !before[key(ring)]);
    if (!free.length) return false;
    const recent = Object.entries(before).filter(([, claim]) => claim.at > now - 24 * hourMs);
    const value = Object.fromEntries([...recent, ...free.map((ring) => [key(ring), { by, at: now }] as const)]);
    await records.write([{ doc: claimsDoc, value }], { durability: 'relaxed' });
    await this.#settle();
    const stands = (await records.doc<Claims>(claimsDoc)) ?? {};
    return free.some((ring) => stands[key(ring)]?.by === by);
  }

  #settle(): Promise<void> {
    return new Promise((done) => {
      const finish = (): void => {
        cancel();
        this.#waits.delete(finish);
        done();
      };
      const cancel = this.#context.clock.after(settleMs, finish);
      this.#waits.add(finish);
    });
  }

  #reminder(ring: Ring): Reminder {
    const texts = pickTexts(reminderTexts, this.#context.locale());
    return { id: ring.dose, at: ring.at, title: texts.title, text: texts.text };
  }

  /** Rings at once, to show how it sounds. */
  test(): Promise<readonly NotifierChannel['id'][]> {
    const texts = pickTexts(reminderTexts, this.#context.locale());
    return this.#context.notifier.ring({ id: 'medication/test', at: this.#context.clock.now(), title: texts.test, text: texts.text });
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
    for (const finish of [...this.#waits]) finish();
  }
}
