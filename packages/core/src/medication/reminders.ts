import { buildDoses, type Snoozes } from './day.js';
import { nextDose, type Amount } from './doses.js';
import { answerId } from './event.js';
import { stockOf } from './stock.js';
import { hourMs, minuteMs } from './timing/civil.js';
import { describeQuantity } from './text/describe.js';
import { reminderTexts } from './text/reminder.js';
import { NelumboError, pickTexts } from '../i18n/index.js';
import type { FamilyContext, FamilyEvent, Ref } from '../fhir/index.js';
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
  readonly name: string;
  readonly amount: Amount | undefined;
}

/** What the user chose about the words of reminders. */
export interface ReminderSettings {
  /** Names the medicine in notifications and messages. Default false: others may see the screen. */
  readonly names: boolean;
}

/** A claim on a ring: who, and when. */
type Claims = Readonly<Record<string, { readonly by: string; readonly at: number }>>;

const claimsDoc = 'medication/rung';
const settingsDoc = 'medication/reminders';
/** The lock under which one tab claims a ring. */
const claimLock = 'nelumbo medication ring';
/** What is handed to a channel for closed pages: so many days, so many reminders. */
const aheadDays = 30;
const mostAhead = 600;
/** A change seldom comes alone: what is to come is handed over when it is quiet. */
const quietMs = 1500;
/** Without locks: two tabs that wake together write within a few ms of each other; who is still the writer after this rings. */
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
  #handed = '';
  #handing: Cancel | undefined;
  #waits = new Set<() => void>();

  constructor(context: FamilyContext, source: ReminderSource) {
    this.#context = context;
    this.#source = source;
    // What fell due while no page was open still rings, once: the claims say what was rung before the restart.
    this.#seen = context.clock.now() - hourMs;
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
    if (this.#context.notifier.plan) {
      this.#handing?.();
      this.#handing = this.#context.clock.after(quietMs, () => void this.#handOver());
    }
  }

  /** The user's choice of words. */
  async settings(): Promise<ReminderSettings> {
    return { names: false, ...(await this.#context.records.doc<Partial<ReminderSettings>>(settingsDoc)) };
  }

  async setSettings(settings: ReminderSettings): Promise<void> {
    await this.#context.records.write([{ doc: settingsDoc, value: settings }]);
  }

  /** Gives the coming reminders to a channel that rings in a closed page, if there is one that is ready. */
  async #handOver(): Promise<void> {
    const { notifier, clock } = this.#context;
    try {
      const ready = (await notifier.capabilities()).some((c) => c.closedPage && c.needs.length === 0);
      if (!ready || this.#closed) return;
      const { names } = await this.settings();
      const until = clock.now() + aheadDays * 24 * hourMs;
      const rings = (await this.upcoming(mostAhead)).filter((ring) => ring.at > clock.now() && ring.at < until);
      const reminders = rings.map((ring) => this.#reminder(ring, names));
      const text = JSON.stringify([names, reminders]);
      if (text === this.#handed) return;
      await notifier.plan?.(reminders, { names });
      this.#handed = text;
    } catch (thrown) {
      if (!(thrown instanceof NelumboError)) throw thrown;
      // Offline, or the store is gone: the next change hands over again.
    }
  }

  /** The next rings after what has been rung, or after an instant, ascending. */
  async upcoming(limit: number, after = this.#seen): Promise<Ring[]> {
    const ledger = await this.#source.ledger();
    const snoozes = await this.#source.snoozes();
    const now = this.#context.clock.now();
    const rings: Ring[] = this.#open(ledger, snoozes).filter((ring) => ring.at > after);
    for (const { current, zone } of ledger.chains) {
      if (!current.plan.active || !current.plan.remind) continue;
      for (let from = now + 24 * hourMs, n = 0; n < limit; n++) {
        const dose = nextDose(current, zone, from);
        if (!dose) break;
        if (!ledger.answers.has(dose.id))
          rings.push({ dose: dose.id, plan: dose.plan, slot: dose.slot, at: dose.due, name: current.plan.name, amount: dose.amount });
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
      .filter((d) => ['upcoming', 'due', 'late', 'snoozed'].includes(d.state) && !(d.beforePlan && snoozes[d.id] === undefined) && !silent.has(d.plan))
      .map((d) => ({ dose: d.id, plan: d.plan, slot: d.slot, at: snoozes[d.id] ?? d.due, name: d.name, amount: d.amount }));
  }

  async #wake(): Promise<void> {
    const now = this.#context.clock.now();
    const from = Math.max(this.#seen, now - hourMs); // what was slept through longer ago is in the list, not in the ear
    this.#seen = now;
    try {
      const rings = this.#open(await this.#source.ledger(), await this.#source.snoozes()).filter((ring) => ring.at > from && ring.at <= now);
      for (const ring of rings) this.#context.emit({ type: 'dose-due', plan: ring.plan, slot: ring.slot, at: ring.at });
      if (rings.length && (await this.#claim(rings))) await this.#context.notifier.ring(this.#reminder(rings[0]!, (await this.settings()).names));
      await this.#tellCaregiver(now);
    } catch (thrown) {
      if (!(thrown instanceof NelumboError)) throw thrown;
      // The store is gone or full: the page still shows the dose, and the next change arms again.
    } finally {
      if (!this.#closed) await this.arm();
    }
  }

  /** What a caregiver would want to know, once across tabs; nothing without the user's consent to share it. */
  async #tellCaregiver(now: number): Promise<void> {
    if (!(await this.#context.shares?.())) return;
    const emit = (event: FamilyEvent): void => this.#context.emit(event);
    const ledger = await this.#source.ledger();
    const claim = async (what: Pick<Ring, 'dose' | 'at'>): Promise<boolean> => this.#claim([{ ...what, plan: '', slot: '', name: '', amount: undefined }]);
    const input = { ledger, snoozes: {}, now, zone: this.#source.zone(), note: () => '' };
    // A dose is missed half a day after its hour at the latest; claims are kept for a day.
    const missed = buildDoses(input, now - 20 * hourMs, now).doses.filter((d) => d.state === 'missed' && !d.beforePlan);
    for (const { id, plan, slot, due } of missed) if (await claim({ dose: `missed ${id}`, at: due })) emit({ type: 'dose-missed', plan, slot, at: due });
    const { lowStockDays } = ledger.content;
    for (const chain of ledger.chains) {
      const { plan } = chain.current;
      const { daysLeft = Infinity } = stockOf({ chain, events: ledger.events.get(plan.group) ?? [], now, lowStockDays }) ?? {};
      if (plan.active && daysLeft <= lowStockDays && (await claim({ dose: `low ${plan.group}`, at: 0 }))) emit({ type: 'stock-low', plan: plan.ref, daysLeft });
    }
  }

  /** Whether this tab rings: the first that claims does. */
  async #claim(rings: readonly Ring[]): Promise<boolean> {
    const { locks } = this.#context;
    if (locks) return (await locks.run(claimLock, {}, () => this.#note(rings).then((by) => by !== undefined))) ?? false;
    const by = await this.#note(rings);
    if (by === undefined) return false;
    await this.#settle();
    const stands = (await this.#context.records.doc<Claims>(claimsDoc)) ?? {};
    return rings.some((ring) => stands[claimKey(ring)]?.by === by);
  }

  /** Notes a claim on what nobody claimed; `undefined` when somebody has. */
  async #note(rings: readonly Ring[]): Promise<string | undefined> {
    const { records, clock } = this.#context;
    const before = (await records.doc<Claims>(claimsDoc)) ?? {};
    const free = rings.filter((ring) => !before[claimKey(ring)]);
    if (!free.length) return undefined;
    const by = await this.#context.uuid();
    const now = clock.now();
    const recent = Object.entries(before).filter(([, claim]) => claim.at > now - 24 * hourMs);
    const value = Object.fromEntries([...recent, ...free.map((ring) => [claimKey(ring), { by, at: now }] as const)]);
    await records.write([{ doc: claimsDoc, value }], { durability: 'relaxed' });
    return by;
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

  #reminder(ring: Ring, names: boolean): Reminder {
    const locale = this.#context.locale();
    const texts = pickTexts(reminderTexts, locale);
    const named = [ring.name, ring.amount ? describeQuantity(ring.amount, locale) : ''].filter(Boolean).join(' ');
    // The id goes to servers: it must say nothing, and be the same on every device.
    return { id: answerId(claimKey(ring), 0), at: ring.at, title: texts.title, text: names && named ? named : texts.text };
  }

  /** Rings at once, to show how it sounds; through one channel, or through all that are ready. */
  async test(channel?: NotifierChannel['id']): Promise<readonly NotifierChannel['id'][]> {
    const { notifier, clock, locale } = this.#context;
    const texts = pickTexts(reminderTexts, locale());
    const reminder = { id: 'medication/test', at: clock.now(), title: texts.test, text: texts.text };
    if (channel === undefined || !notifier.test) return notifier.ring(reminder);
    return (await notifier.test(channel, reminder)) ? [channel] : [];
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
    this.#handing?.();
    for (const finish of [...this.#waits]) finish();
  }
}

const claimKey = (ring: Pick<Ring, 'dose' | 'at'>): string => `${ring.dose}@${ring.at}`;
