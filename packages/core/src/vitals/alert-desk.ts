import type { Ref } from '../fhir/index.js';
import { toNelumboError } from '../i18n/index.js';
import type { ActiveRule, Alert, AlertRule, AlertSettings } from './alert-types.js';
import { civilDay, dayMs, isoDay, minuteOfDay } from './civil-day.js';
import { evaluateRule, lookBackDays } from './alert-rules.js';
import type { VitalsRoom } from './room.js';
import type { Measure } from './types.js';
import { convertIn, differenceIn } from './units.js';

const alertsDoc = 'vitals/alerts';
const settingsDoc = 'vitals/alert-settings';
/** Alerts are kept so long, and at most so many. */
const keptMs = 90 * dayMs;
const most = 200;
/** What is this old is no longer checked against corrected readings. */
const recheckMs = 35 * dayMs;

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Minutes until quiet hours end; 0 outside them. @param minute - of the local day */
export function quietMinutes({ quiet }: AlertSettings, minute: number): number {
  if (!quiet) return 0;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const inside = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  return inside ? (to - minute + 1440) % 1440 : 0;
}

/** Runs the rules after each commit and when the day changes, keeps what they found and tells it once. */
export class AlertDesk {
  #started = false;
  #closed = false;
  #waiting = false;
  #turn: Promise<void> = Promise.resolve();
  #failed: unknown;
  /** Revision of each measure's columns, and the day, at the last evaluation. */
  readonly #seen = new Map<string, string>();
  #cancelDay: () => void = () => undefined;
  #cancelQuiet: () => void = () => undefined;

  constructor(private readonly room: VitalsRoom) {}

  /** A commit here, or what sync brought. */
  changed(): void {
    void this.#evaluateSoon();
  }

  /** @throws what the last evaluation failed with, once */
  async watch(): Promise<void> {
    await (this.#started ? this.#turn : this.#evaluateSoon());
    const failed = this.#failed;
    this.#failed = undefined;
    if (failed) throw toNelumboError(failed);
  }

  async alerts(): Promise<readonly Alert[]> {
    await this.watch();
    return this.#known();
  }

  async dismiss(id: string): Promise<void> {
    await this.#inTurn(async () => {
      const known = await this.#known();
      await this.#keep(known.map((alert) => (alert.id === id ? { ...alert, state: 'dismissed' } : alert)));
    });
  }

  async settings(): Promise<AlertSettings> {
    return { off: [], ...(await this.room.context.records.doc<AlertSettings>(settingsDoc)) };
  }

  async setSettings(change: Partial<AlertSettings>): Promise<AlertSettings> {
    const next = { ...(await this.settings()), ...change };
    await this.room.context.records.write([{ doc: settingsDoc, value: next }]);
    this.#seen.clear();
    await this.#evaluateSoon();
    return next;
  }

  async rules(): Promise<readonly ActiveRule[]> {
    const [rules, { off }] = await Promise.all([this.room.rules(), this.settings()]);
    return rules.map((rule) => ({ rule, on: rule.level === 'urgent' || !off.includes(rule.id) }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelDay();
    this.#cancelQuiet();
    await this.#turn;
  }

  /** One evaluation waits at most: many commits in a row are looked at together. */
  #evaluateSoon(): Promise<void> {
    this.#started = true;
    if (this.#waiting || this.#closed) return this.#turn;
    this.#waiting = true;
    return this.#inTurn(async () => {
      this.#waiting = false;
      await this.#evaluate();
    }).catch((error: unknown) => {
      this.#waiting = false;
      this.#failed = error; // told to whoever asks next; the next commit tries again
    });
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(() => (this.#closed ? undefined : run()));
    this.#turn = turn.catch(() => undefined); // whoever asked hears of it; the next one starts anew
    return turn;
  }

  async #known(): Promise<readonly Alert[]> {
    return (await this.room.context.records.doc<{ alerts: readonly Alert[] }>(alertsDoc))?.alerts ?? [];
  }

  async #keep(alerts: readonly Alert[]): Promise<void> {
    await this.room.context.records.write([{ doc: alertsDoc, value: { alerts } }]);
  }

  async #evaluate(): Promise<void> {
    const { clock } = this.room.context;
    const now = clock.now();
    const offset = clock.offset(now);
    this.#nextDay(now, offset);
    const active = (await this.rules()).flatMap(({ rule, on }) => (on ? [rule] : []));
    if (!active.length) return;
    const [before, settings] = await Promise.all([this.#known(), this.settings()]);
    const measures = await this.room.measures();
    let alerts: Alert[] = before.filter((alert) => alert.at > now - keptMs);
    for (const measure of measures) {
      const rules = active.filter((rule) => rule.measure === measure.id);
      const days = Math.max(0, ...rules.map(lookBackDays));
      if (rules.length) alerts = await this.#ofMeasure(measure, rules, now - days * dayMs - recheckMs, alerts, settings);
    }
    const wait = quietMinutes(settings, minuteOfDay(now, offset));
    alerts = alerts.map((alert): Alert => (alert.state === 'held' && !wait ? { ...alert, state: 'open' } : alert)).sort((a, b) => b.at - a.at);
    if (JSON.stringify(alerts) === JSON.stringify(before)) return this.#quietEnd(alerts, wait);
    await this.#keep(alerts.slice(0, most));
    this.#quietEnd(alerts, wait);
    const open = (list: readonly Alert[]) => list.filter((alert) => alert.state === 'open');
    const told = new Set(open(before).map((alert) => alert.id));
    for (const { id, rule, level, refs } of open(alerts)) if (!told.has(id)) this.room.context.emit({ type: 'alert', rule, level, refs });
  }

  /** What the rules of one measure say now, and what has become of what they said before. */
  async #ofMeasure(measure: Measure, rules: readonly AlertRule[], from: number, alerts: Alert[], settings: AlertSettings): Promise<Alert[]> {
    const { room } = this;
    const { clock } = room.context;
    const now = clock.now();
    const [library, document, options] = await Promise.all([room.columns(), room.guidelines(), room.view({})]);
    // From a fixed point on, so that the columns need not be read anew every day.
    const since = Math.floor(from / (30 * dayMs)) * 30 * dayMs;
    const whole = await library.series(measure, { from: since, fallback: measure.units[0]!.code }, document, options); // the reader refuses a measure without units
    const state = `${whole.revision}|${civilDay(now, clock.offset(now))}|${JSON.stringify(options)}|${rules.map((r) => `${r.id}@${r.version}`).join()}`;
    if (this.#seen.get(measure.id) === state) return alerts;
    const found = async (rule: AlertRule, asOf: number) => {
      const series = await library.series(measure, { from: since, ...rule.where, unit: whole.unit, fallback: whole.unit }, document, options);
      return { series, finding: evaluateRule(rule, { measure, series, document, options, asOf, offset: clock.offset(asOf) }) };
    };
    let next: Alert[] = [];
    for (const alert of alerts) {
      const rule = rules.find((r) => r.id === alert.rule && r.version === alert.version);
      const checked = rule && (alert.state === 'open' || alert.state === 'held') && alert.at > now - recheckMs;
      next.push(checked ? stillTrue(alert, (await found(rule, rule.kind === 'no-reading' ? now : alert.at)).finding, rule) : alert);
    }
    for (const rule of rules) {
      const { series, finding } = await found(rule, now);
      if (!finding || told(next, rule, finding.day)) continue;
      const times = finding.places.map((i) => series.t[i]!); // inside the series
      const held = rule.level !== 'urgent' && quietMinutes(settings, minuteOfDay(now, clock.offset(now))) > 0;
      const id = idOf(rule, finding.day);
      next = next.filter((alert) => alert.id !== id); // one that was withdrawn comes again
      next.unshift({
        id,
        rule: rule.id,
        version: rule.version,
        measure: measure.id,
        level: rule.level,
        day: isoDay(finding.day),
        at: now,
        refs: await this.#refsAt(measure, times),
        figures: inUnit(measure, finding.figures, series.unit, rule.unit ?? series.unit, rule),
        unit: rule.unit ?? series.unit,
        state: held ? 'held' : 'open',
      });
    }
    this.#seen.set(measure.id, state);
    return next;
  }

  async #refsAt(measure: Measure, times: readonly number[]): Promise<readonly Ref[]> {
    const wanted = new Set(times);
    const readings = await this.room.readings(measure, { from: Math.min(...times), to: Math.max(...times) + 1 });
    return readings.filter((reading) => wanted.has(reading.at)).map((reading) => reading.ref);
  }

  #nextDay(now: number, offset: number): void {
    this.#cancelDay();
    const midnight = (civilDay(now, offset) + 1) * dayMs - offset * 60_000;
    this.#cancelDay = this.room.context.clock.after(midnight - now + 1_000, () => void this.#evaluateSoon());
  }

  #quietEnd(alerts: readonly Alert[], minutes: number): void {
    this.#cancelQuiet();
    if (!minutes || !alerts.some((alert) => alert.state === 'held')) return;
    this.#cancelQuiet = this.room.context.clock.after(minutes * 60_000, () => void this.#evaluateSoon());
  }
}

/** Means and changes of the columns' unit in the rule's own; `change` is a difference, so its zero is left out. */
function inUnit(measure: Measure, figures: Readonly<Record<string, number>>, from: string, to: string, rule: AlertRule): Record<string, number> {
  const counts = ['days', 'count'];
  const shown = (id: string, x: number) =>
    rule.kind === 'change' && id === 'change' ? x : ((id === 'change' ? differenceIn : convertIn)(measure, x, from, to) ?? x);
  return Object.fromEntries(Object.entries(figures).map(([id, x]) => [id, counts.includes(id) ? x : shown(id, x)]));
}

/** An alert after its readings were looked at again. */
function stillTrue(alert: Alert, finding: { readonly day: number } | undefined, rule: AlertRule): Alert {
  if (rule.kind === 'no-reading') return finding && isoDay(finding.day) === alert.day ? alert : { ...alert, state: 'settled' };
  return finding ? alert : { ...alert, state: 'withdrawn' };
}

const idOf = (rule: AlertRule, day: number): string => `${rule.id}@${rule.version}/${isoDay(day)}`;

/**
 * Whether the finding, or one of the same rule within its cooldown, was told before. What was withdrawn does not count: a slip of the morning that was
 * corrected must not silence the evening. What was settled does not count against a new day.
 */
function told(alerts: readonly Alert[], rule: AlertRule, day: number): boolean {
  const id = idOf(rule, day);
  return alerts.some((alert) => {
    if (alert.id === id) return alert.state !== 'withdrawn';
    const stands = alert.rule === rule.id && alert.state !== 'withdrawn' && alert.state !== 'settled';
    return stands && Math.abs(day - Math.floor(Date.parse(alert.day) / dayMs)) < rule.cooldownDays;
  });
}
