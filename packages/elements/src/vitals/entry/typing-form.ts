import type { NelumboError } from '@nelumbo/core/i18n';
import { formatNumber } from '@nelumbo/core/i18n';
import { meals, stepDigits, unitOf, type CheckResult, type Meal, type Measure, type Position, type Refusal, type Setting } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { failureBanner } from '../../base/index.js';
import { warningIcon } from '../../base/icons/warning.js';
import type { SpeechTrouble } from '../../base/hearing.js';
import type { VitalsEntryTexts } from '../../locales/vitals/entry.js';
import { measureIcon } from '../measure-icon.js';
import { formatAgo, formatValue, formatValues, measureName, unitName } from '../words.js';
import { localInput, offersUnits, pulseField, sitesOf, stepped, type Circumstances, type Typed } from './draft.js';
import type { EntryGround } from './entry.js';
import type * as Extras from './extras.js';

/** What can be chosen beside the fields. */
export interface Choice {
  readonly unit?: string;
  readonly meal?: Meal;
  readonly setting?: Setting;
  readonly site?: string;
  readonly position?: Position;
  readonly earlier?: number | undefined;
}

/** Entry by speech: whether it is offered, under way, and what came of it. */
export interface VoiceState {
  readonly listening: boolean;
  readonly heard: string;
  readonly trouble: SpeechTrouble | 'no-number' | undefined;
}

/** All that the first step shows, and what its controls do. */
export interface TypingForm {
  readonly ground: EntryGround;
  readonly measure: Measure;
  readonly texts: VitalsEntryTexts;
  readonly locale: string;
  readonly typed: Typed;
  readonly circumstances: Circumstances;
  /** Milliseconds since 1970 UTC, when another time than now was chosen. */
  readonly earlier: number | undefined;
  readonly findings: CheckResult;
  readonly busy: boolean;
  readonly failure: NelumboError | undefined;
  type(id: string, text: string): void;
  choose(choice: Choice): void;
  /** The how many-eth of a set; 1 for the first. */
  readonly nth: number;
  /** Keys, speech and sets, once they have loaded. */
  readonly extras: typeof Extras | undefined;
  /** Undefined where the browser cannot listen, or the host does not want it. */
  readonly voice: VoiceState | undefined;
  /** In care mode: the field that the keys write into. */
  readonly active: string | undefined;
  activate(id: string): void;
  key(id: string, key: string): void;
  speak(): void;
  swap(): void;
  useUnit(unit: string): void;
  next(): void;
}

/** A field of the first step. */
export interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly ghost: string;
  readonly unit: string;
  readonly decimal: boolean;
}

function fieldsOf({ ground, measure, texts, circumstances: { unit }, locale }: TypingForm): Field[] {
  const { latest, heartRate } = ground;
  const own = measure.components.map((c): Field => {
    const last = latest?.unit === unit ? latest.values[c.id] : undefined;
    return {
      id: c.id,
      label: texts.components[c.id] ?? measureName(measure, texts),
      hint: texts.componentHints[c.id],
      ghost: last === undefined ? '' : formatValue(measure, last, unit, locale),
      unit: unitName(unit, texts),
      decimal: stepDigits(unitOf(measure, unit)?.step ?? 1) > 0,
    };
  });
  const { pulse = '' } = texts.components;
  return heartRate
    ? [...own, { id: pulseField, label: pulse, hint: texts.componentHints['pulse'], ghost: '', unit: unitName('/min', texts), decimal: false }]
    : own;
}

function refusalText(refusal: Refusal, { texts, circumstances, locale }: TypingForm): string {
  const { limits, reason, component } = refusal;
  const say = texts.refused[reason];
  if (!limits) return say;
  const digits = (x: number): string => formatNumber(x, locale, { maximumFractionDigits: 1, useGrouping: false });
  return `${say}${texts.entry.between(digits(limits[0]), digits(limits[1]), unitName(component === pulseField ? '/min' : circumstances.unit, texts))}`;
}

/** Enter goes to the next empty field, and on from the last one. */
function onEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.isComposing) return;
  const input = event.currentTarget as HTMLInputElement; // the listener sits on inputs only
  const inputs = [...(input.form?.querySelectorAll<HTMLInputElement>('.entry-input') ?? [])];
  const next = inputs.slice(inputs.indexOf(input) + 1).find((other) => !other.value);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Up and down go on from the value, or from the last one. */
function onStep(event: KeyboardEvent, field: Field, form: TypingForm): void {
  const by = ({ ArrowUp: 1, ArrowDown: -1 } as const)[event.key];
  if (!by) return onEnter(event);
  event.preventDefault();
  const own = field.id === pulseField ? form.ground.heartRate : form.measure;
  if (own) form.type(field.id, stepped(own, field.id === pulseField ? '/min' : form.circumstances.unit, form.typed[field.id] ?? '', field.ghost, by));
}

function fieldTemplate(field: Field, form: TypingForm): TemplateResult {
  const refusal = form.findings.refused.find((r) => r.component === field.id);
  return html`<div class="field">
    <label for=${field.id}>${field.label}${field.hint ? html`<span class="hint">${field.hint}</span>` : nothing}</label>
    <div class="big" data-active=${form.active === field.id ? 'true' : 'false'}>
      <input
        id=${field.id}
        class="entry-input"
        type="text"
        inputmode=${form.active === undefined ? (field.decimal ? 'decimal' : 'numeric') : 'none'}
        autocomplete="off"
        enterkeyhint="next"
        maxlength="12"
        placeholder=${field.ghost}
        .value=${live(form.typed[field.id] ?? '')}
        aria-invalid=${refusal ? 'true' : 'false'}
        aria-describedby=${refusal ? `${field.id}-error` : nothing}
        @input=${(e: InputEvent) => form.type(field.id, (e.target as HTMLInputElement).value) /* the listener sits on an input */}
        @keydown=${(e: KeyboardEvent) => onStep(e, field, form)}
        @focus=${() => form.activate(field.id)}
      />
      <span class="unit">${field.unit}</span>
    </div>
    ${refusal ? html`<p class="error" id=${`${field.id}-error`}>${warningIcon}<span>${refusalText(refusal, form)}</span></p>` : nothing}
  </div>`;
}

/** A radio button that looks like a chip. */
export function chip(name: string, value: string, label: string, chosen: boolean, choose: () => void): TemplateResult {
  return html`<label class="chip"><input type="radio" name=${name} value=${value} .checked=${live(chosen)} @change=${choose} />${label}</label>`;
}

function circumstancesTemplate(form: TypingForm): TemplateResult {
  const { texts, measure, circumstances, earlier, choose } = form;
  const places: readonly Setting[] = ['home', 'clinic'];
  return html`<div class="circumstances">
    ${
      offersUnits(measure)
        ? html`<fieldset>
            <legend>${texts.entry.unit}</legend>
            <div class="chips">
              ${measure.units.map(({ code }) => chip('unit', code, unitName(code, texts), code === circumstances.unit, () => choose({ unit: code })))}
            </div>
          </fieldset>`
        : nothing
    }
    ${
      circumstances.meal
        ? html`<fieldset>
            <legend>${texts.meal}</legend>
            <div class="chips">${meals.map((meal) => chip('meal', meal, texts.meals[meal], meal === circumstances.meal, () => choose({ meal })))}</div>
          </fieldset>`
        : nothing
    }
    ${measure.sites ? siteChoice(form, texts.entry.site) : nothing}
    <fieldset>
      <legend>${texts.entry.setting}</legend>
      <div class="chips">
        ${places.map((setting) => chip('setting', setting, texts.settings[setting], setting === circumstances.setting, () => choose({ setting })))}
      </div>
    </fieldset>
    <fieldset>
      <legend>${texts.entry.when}</legend>
      <div class="chips">
        ${chip('when', 'now', texts.entry.now, earlier === undefined, () => choose({ earlier: undefined }))}
        ${chip('when', 'earlier', texts.entry.earlier, earlier !== undefined, () => choose({ earlier: Date.now() }))}
      </div>
      ${earlier === undefined ? nothing : whenField(form, earlier)}
    </fieldset>
    ${measure.id === 'blood-pressure' ? (form.extras?.moreChoices(form) ?? nothing) : nothing}
  </div>`;
}

/** The sites of a measure as chips. */
export function siteChoice({ texts, measure, circumstances, choose }: TypingForm, legend: string): TemplateResult {
  return html`<fieldset>
    <legend>${legend}</legend>
    <div class="chips">
      ${sitesOf(measure).map((site) => chip('site', site, texts.sites[site] ?? site, site === circumstances.site, () => choose({ site })))}
    </div>
  </fieldset>`;
}

function whenField({ texts, findings, choose }: TypingForm, earlier: number): TemplateResult {
  const refusal = findings.refused.find((r) => r.reason === 'no-time' || r.reason === 'in-the-future');
  return html`<div class="field when">
    <label class="visually-hidden" for="when">${texts.entry.whenLabel}</label>
    <input
      id="when"
      type="datetime-local"
      .value=${Number.isFinite(earlier) ? localInput(earlier) : ''}
      aria-invalid=${refusal ? 'true' : 'false'}
      aria-describedby=${refusal ? 'when-error' : nothing}
      @change=${(e: Event) => choose({ earlier: Date.parse((e.target as HTMLInputElement).value) }) /* the listener sits on an input */}
    />
    ${refusal ? html`<p class="error" id="when-error">${warningIcon}<span>${texts.refused[refusal.reason]}</span></p>` : nothing}
  </div>`;
}

/** A refusal that has a way out: numbers the wrong way round, or a number that fits the other unit. */
function wayOut(form: TypingForm): TemplateResult | typeof nothing {
  const { findings, texts, typed, measure } = form;
  const fits = offersUnits(measure) ? findings.refused.find((r) => r.fits)?.fits : undefined;
  if (findings.doubts.some((d) => d.reason === 'swapped')) {
    const value = measure.components.map((c) => typed[c.id]).join('/');
    return html`<div class="banner" data-tone="watch" role="alert">
      <p>${texts.entry.swapped(value)}</p>
      <button type="button" @click=${form.swap}>${texts.entry.swap}</button>
    </div>`;
  }
  if (fits)
    return html`<div class="banner" data-tone="watch" role="alert">
      <p>${texts.entry.fits(unitName(fits, texts))}</p>
      <button type="button" @click=${() => form.useUnit(fits)}>${texts.entry.useUnit(unitName(fits, texts))}</button>
    </div>`;
  const whole = findings.refused.find((r) => r.component === undefined && r.reason !== 'no-time' && r.reason !== 'in-the-future');
  return whole ? html`<p class="error" role="alert">${warningIcon}<span>${texts.refused[whole.reason]}</span></p>` : nothing;
}

/** The first step: big fields, circumstances, Continue. */
export function typingForm(form: TypingForm): TemplateResult {
  const { texts, measure, ground, locale, busy, failure } = form;
  const fields = fieldsOf(form);
  const { latest } = ground;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    form.next();
  };
  return html`<form novalidate @submit=${submit}>
    <div>
      <div class="head">
        ${measureIcon(measure)}
        <h2 class="title">
          ${form.nth > 1 ? texts.entry.nthHeading(measureName(measure, texts), form.nth) : texts.entry.heading(measureName(measure, texts))}
        </h2>
      </div>
      <p class="aside small">
        ${
          latest
            ? texts.entry.last(
                `${formatValues(measure, latest.values, latest.unit, locale)} ${unitName(latest.unit, texts)}`,
                formatAgo(latest.at, locale, Date.now()),
              )
            : texts.entry.first
        }
      </p>
    </div>
    <div class="fields ${fields.length === 1 ? 'single' : ''}">${fields.map((field) => fieldTemplate(field, form))}</div>
    ${form.extras?.padPart(form, fields) ?? nothing} ${form.extras?.voicePart(form) ?? nothing} ${wayOut(form)} ${circumstancesTemplate(form)}
    ${failure ? failureBanner(failure, locale, failure.retry === 'never' ? undefined : form.next) : nothing}
    <div class="actions"><button class="primary wide" type="submit" aria-disabled=${busy ? 'true' : 'false'}>${texts.entry.next}</button></div>
  </form>`;
}
