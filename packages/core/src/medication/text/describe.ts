import { minuteMs, parseMoment, type Moment } from '../timing/civil.js';
import { codeAgrees, cycleUrl, dayOfMonthUrl, exactUrl, minimumGapUrl, repeatOf } from '../timing/compile.js';
import { foodSystem } from '../pattern.js';
import { en } from './en.js';
import { zhCn } from './zh-cn.js';
import { formatDate, formatNumber, pickTexts, type LocaleTag } from '../../i18n/index.js';
import type { CodeableConcept, Dosage, Duration, Extension, Quantity, Range, Ratio, TimingRepeat } from '../../fhir/index.js';
import type { DosageWords } from './words.js';

/** A dosage in words, and the elements that the words do not say; for these the prescriber's text stands beside. */
export interface Description {
  readonly text: string;
  readonly omitted: readonly string[];
}

const catalogs = { en, 'zh-CN': zhCn };

/** Writes dosages in words of `locale` (zh-CN and en; others read English). Nothing is said that the structure does not say. */
export function describe(dosages: Dosage | readonly Dosage[], locale: LocaleTag): Description {
  const list = Array.isArray(dosages) ? (dosages as readonly Dosage[]) : [dosages as Dosage]; // Array.isArray does not narrow readonly
  const words = pickTexts(catalogs, locale);
  const said = [...list].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0)).map((dosage) => ({ dosage, writer: new Writer(dosage, words, locale) }));
  const parts = said.map((s) => s.writer.write());
  const text = parts.reduce((all, part, i) => {
    if (!all || !part) return all || part;
    return all + ((said[i]!.dosage.sequence ?? 0) > (said[i - 1]!.dosage.sequence ?? 0) ? words.then : words.together) + part;
  }, '');
  return { text, omitted: [...new Set(said.flatMap((s) => s.writer.omitted()))] };
}

/** The words of a dosage that is not to be taken. */
export const describeForbidden = (text: string, locale: LocaleTag): string => pickTexts(catalogs, locale).forbidden(text);

/** "after breakfast" of a dose's `when` code, else the food beside fixed times; may be empty. */
export function describeWhen(when: string | undefined, dosage: Dosage, locale: LocaleTag): string {
  const words = pickTexts(catalogs, locale);
  const food = foodOf(dosage);
  const said = when === undefined ? food && words.food[food] : words.when[when];
  return [said, dosage.patientInstruction].filter(Boolean).join(words.sentence(['', '']));
}

/** A number with its unit in words: "2 tablets", "2 片". */
export function describeQuantity(amount: Quantity, locale: LocaleTag): string {
  return new Writer({}, pickTexts(catalogs, locale), locale).quantity(amount);
}

const foodOf = (dosage: Dosage): 'before' | 'with' | 'after' | undefined => {
  const code = dosage.additionalInstruction?.flatMap((i) => i.coding ?? []).find((c) => c.system === foodSystem)?.code;
  return code === 'before' || code === 'with' || code === 'after' ? code : undefined;
};

/** Says a dosage element by element and keeps what it has said. */
class Writer {
  readonly #said = new Set<string>();
  readonly #repeat: TimingRepeat;

  constructor(
    private readonly dosage: Dosage,
    private readonly words: DosageWords,
    private readonly locale: LocaleTag,
  ) {
    this.#repeat = dosage.timing ? (repeatOf(dosage.timing) ?? {}) : {};
  }

  write(): string {
    const parts = [this.#amount(), this.#often(), ...this.#times(), ...this.#bounds(), ...this.#conditions(), ...this.#how()];
    return this.words.sentence(parts.filter((part): part is string => Boolean(part)));
  }

  /** Paths of the elements that are there and were not said. */
  omitted(): string[] {
    const silent = ['text', 'sequence', 'timing', 'id', 'timing.repeat', 'timing.id', 'repeat.id'];
    const paths = [
      ...Object.keys(this.dosage),
      ...Object.keys(this.dosage.timing ?? {}).map((key) => `timing.${key}`),
      ...Object.keys(this.dosage.timing?.repeat ?? {}).map((key) => `repeat.${key}`),
    ];
    return paths.filter((path) => !silent.includes(path) && !this.#said.has(path));
  }

  quantity(amount: Quantity | Duration, value = this.#number(amount.value ?? 0)): string {
    return this.words.quantity((amount.comparator ?? '') + value, this.#unit(amount), amount.value ?? 0).trimEnd(); // a number may have no unit
  }

  #number(value: number): string {
    return formatNumber(value, this.locale, { maximumFractionDigits: 6 });
  }

  #unit({ code = '', unit = '', value = 0 }: Quantity): string {
    const known = (key: string, one: boolean): string | undefined => this.words.unit(key.replace(/[{}]|(?<=..)s$/g, ''), one); // {tablet}, tablets
    const [above = '', below] = code.split('/'); // mL/h
    const found = known(code, value === 1) ?? known(unit, value === 1);
    return found ?? (below ? this.words.ratio(known(above, value === 1) ?? above, known(below, true) ?? below) : unit || code);
  }

  #range(range: Range): string | undefined {
    const { low, high } = range;
    if (low?.value !== undefined && high?.value !== undefined) {
      return this.quantity(high, this.words.range(this.#number(low.value), this.#number(high.value)));
    }
    if (high?.value !== undefined) return this.words.upTo(this.quantity(high));
    return low?.value === undefined ? undefined : this.words.atLeast(this.quantity(low));
  }

  #ratio(ratio: Ratio): string | undefined {
    const { numerator, denominator } = ratio;
    if (numerator?.value === undefined || denominator?.value === undefined) return undefined;
    const unit = this.#unit(denominator);
    return this.words.per(this.quantity(numerator), denominator.value === 1 ? unit : this.quantity(denominator));
  }

  #say(path: string, text: string | undefined): string | undefined {
    if (text) this.#said.add(path);
    return text || undefined;
  }

  #amount(): string | undefined {
    const list = this.dosage.doseAndRate ?? [];
    const [first] = list;
    if (!first || list.length > 1) return undefined; // several amounts (ordered, calculated): which one is for the reader?
    const dose = first.doseQuantity?.value !== undefined ? this.quantity(first.doseQuantity) : first.doseRange && this.#range(first.doseRange);
    const rate =
      first.rateQuantity?.value !== undefined
        ? this.quantity(first.rateQuantity)
        : first.rateRange
          ? this.#range(first.rateRange)
          : first.rateRatio && this.#ratio(first.rateRatio);
    const parts = [dose && this.words.amount(dose), rate && this.words.rate(rate)].filter((p): p is string => Boolean(p));
    return this.#say('doseAndRate', parts.length ? this.words.sentence(parts) : undefined);
  }

  #often(): string | undefined {
    const { frequency, frequencyMax, period, periodMax, periodUnit } = this.#repeat;
    const { timing } = this.dosage;
    if (timing?.code && codeAgrees(timing)) this.#said.add('timing.code');
    // A code that is not ours to read, with nothing beside it: its own words.
    else if (timing?.code && !timing.repeat && !timing.event) return this.#say('timing.code', concept(timing.code));
    const mark = (...keys: string[]): void => keys.forEach((key) => this.#said.add(`repeat.${key}`));
    const times = this.#span(frequency, frequencyMax);
    if (period === undefined || periodUnit === undefined) {
      if (times === undefined) return undefined;
      mark('frequency', 'frequencyMax');
      return this.words.timesOnly(times, times === '1');
    }
    mark('frequency', 'frequencyMax', 'period', 'periodMax', 'periodUnit');
    const length = this.#span(period, periodMax)!;
    const [once, single] = [(times ?? '1') === '1', length === '1'];
    if (once && (!single || ['h', 'min', 's'].includes(periodUnit))) return this.words.every(length, periodUnit, single);
    return this.words.frequency(times ?? '1', once, length, periodUnit, single);
  }

  #span(low: number | undefined, high: number | undefined): string | undefined {
    if (low === undefined) return high === undefined ? undefined : this.words.upTo(this.#number(high));
    return high === undefined || high === low ? this.#number(low) : this.words.range(this.#number(low), this.#number(high));
  }

  #times(): (string | undefined)[] {
    const { when, offset, timeOfDay, dayOfWeek, extension } = this.#repeat;
    const { words } = this;
    const minutes = offset && !when?.some((code) => /^C/.test(code)) ? this.#number(offset) : undefined; // tim-9: no offset from a meal itself
    const said = when?.map((code) => {
      const word = own(words.when, code);
      return minutes === undefined ? word : words.offset(minutes, word, /^AC|^HS/.test(code));
    });
    if (said && (minutes !== undefined || offset === 0)) this.#said.add('repeat.offset');
    const days = dayOfWeek && unique(dayOfWeek.map((day) => own(words.days, day)));
    const events = this.dosage.timing?.event?.map((text) => this.#date(text));
    return [
      this.#say('repeat.dayOfWeek', days && words.on(words.list(days))),
      this.#say('repeat.when', said && words.list(unique(said))),
      this.#say('repeat.timeOfDay', timeOfDay && words.at(words.list(unique(timeOfDay.map((time) => time.replace(/^(\d\d:\d\d):00(?:\.0+)?$/, '$1')))))),
      this.#say('repeat.extension', this.#repeatExtension(extension ?? [])),
      this.#exact(),
      this.#say('timing.event', events && words.events(words.list(events))),
    ];
  }

  /** Our cycle, FHIR's days of the month and its "exact"; an unknown one among them leaves the whole for `omitted`. */
  #repeatExtension(list: readonly Extension[]): string | undefined {
    const { words } = this;
    if (list.some((e) => ![cycleUrl, dayOfMonthUrl, exactUrl].includes(e.url))) return undefined;
    const cycle = list.find((e) => e.url === cycleUrl)?.extension;
    const [on, off] = ['on', 'off'].map((url) => cycle?.find((e) => e.url === url)?.valueInteger);
    const monthDays = list.flatMap((e) => (e.url === dayOfMonthUrl && e.valuePositiveInt !== undefined ? [this.#number(e.valuePositiveInt)] : []));
    const parts = [
      monthDays.length ? words.monthDays(words.list(monthDays)) : '',
      on !== undefined && off !== undefined ? words.cycle(this.quantity({ value: on, code: 'd' }), this.quantity({ value: off, code: 'd' })) : '',
      list.some((e) => e.url === exactUrl && e.valueBoolean !== false) ? words.exactly : '',
    ];
    return words.sentence(parts.filter(Boolean));
  }

  #exact(): string | undefined {
    const list = this.dosage.timing?.extension;
    return list?.every((e) => e.url === exactUrl && e.valueBoolean) ? this.#say('timing.extension', this.words.exactly) : undefined;
  }

  #date(text: string): string {
    const moment: Moment | undefined = parseMoment(text);
    if (!moment) return text;
    if (text.length < 10) return formatDate(moment.local, this.locale, { year: 'numeric', ...(text.length > 4 ? { month: 'long' } : {}), timeZone: 'UTC' });
    const base = { dateStyle: 'long', timeZone: 'UTC' } as const;
    if (moment.wholeDay) return formatDate(moment.local, this.locale, base);
    return formatDate(moment.local, this.locale, { ...base, timeStyle: moment.local % minuteMs ? 'medium' : 'short', hourCycle: 'h23' });
  }

  #bounds(): (string | undefined)[] {
    const { boundsPeriod, boundsDuration, boundsRange, count, countMax, duration, durationMax, durationUnit } = this.#repeat;
    const { words } = this;
    const start = boundsPeriod?.start && this.#date(boundsPeriod.start);
    const end = boundsPeriod?.end && this.#date(boundsPeriod.end);
    const period = start && end ? words.period(start, end) : start ? words.from(start) : end && words.until(end);
    const range = boundsRange && this.#range(boundsRange);
    const times = this.#span(count, countMax);
    if (times !== undefined) this.#said.add('repeat.countMax');
    const lasts = this.#span(duration, durationMax);
    if (lasts !== undefined) this.#said.add('repeat.durationMax').add('repeat.durationUnit');
    const last = lasts === undefined ? undefined : this.quantity({ value: durationMax ?? duration ?? 0, code: durationUnit ?? '' }, lasts);
    return [
      this.#say('repeat.boundsPeriod', period),
      this.#say('repeat.boundsDuration', boundsDuration?.value === undefined ? undefined : words.for(this.quantity(boundsDuration))),
      this.#say('repeat.boundsRange', range && words.for(range)),
      this.#say('repeat.count', times && words.count(times, times === '1')),
      this.#say('repeat.duration', last && words.lasting(last)),
    ];
  }

  #conditions(): (string | undefined)[] {
    const { asNeededBoolean, asNeededCodeableConcept, maxDosePerPeriod, maxDosePerAdministration, maxDosePerLifetime, extension } = this.dosage;
    const { words } = this;
    if (asNeededBoolean === false) this.#said.add('asNeededBoolean');
    const reason = asNeededCodeableConcept && concept(asNeededCodeableConcept);
    if (reason) this.#said.add('asNeededBoolean');
    const most = maxDosePerPeriod && this.#ratio(maxDosePerPeriod);
    const gap = extension?.length === 1 ? extension.find((e) => e.url === minimumGapUrl)?.valueDuration : undefined;
    return [
      this.#say('asNeededBoolean', asNeededBoolean && !reason ? words.asNeeded : undefined),
      this.#say('asNeededCodeableConcept', reason && words.asNeededFor(reason)),
      this.#say('maxDosePerPeriod', most && words.maximum(most)),
      this.#say('extension', gap?.value === undefined ? undefined : words.minimumGap(this.quantity(gap))),
      this.#say('maxDosePerLifetime', maxDosePerLifetime?.value === undefined ? undefined : words.lifetime(this.quantity(maxDosePerLifetime))),
      this.#say('maxDosePerAdministration', maxDosePerAdministration && words.most(this.quantity(maxDosePerAdministration))),
    ];
  }

  #how(): (string | undefined)[] {
    const { route, site, method, additionalInstruction, patientInstruction } = this.dosage;
    const food = foodOf(this.dosage);
    const own = additionalInstruction?.map((i) => (food && i.coding?.some((c) => c.system === foodSystem) ? this.words.food[food] : concept(i)));
    return [
      this.#say('route', route && concept(route)),
      this.#say('site', site && concept(site)),
      this.#say('method', method && concept(method)),
      this.#say('additionalInstruction', own?.every(Boolean) ? this.words.list(own as string[]) : undefined), // every: none is empty
      this.#say('patientInstruction', patientInstruction),
    ];
  }
}

/** The word of a code, else the code: resources may write anything there. */
const own = (words: Readonly<Record<string, string>>, code: string): string => (Object.hasOwn(words, code) ? words[code]! : code);
const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];
const concept = (value: CodeableConcept): string | undefined => value.text ?? value.coding?.find((c) => c.display)?.display;
