import type { Preview } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { closeIcon } from '../../base/icons/close.js';
import { plusIcon } from '../../base/icons/plus.js';
import { warningIcon } from '../../base/icons/warning.js';
import type { PlanTexts } from '../../locales/medication/plan.js';
import { findingWords } from '../finding-words.js';
import { dateWords, dosageWords, inLocale, momentWords, unitWord } from '../words.js';
import { cycleFields, habitFields, taperFields, zoneFields } from './more-fields.js';
import { checkedOf, chipsOf, described, invalid, manyOf, problemLine, valueOf, type StepInput } from './fields.js';
import { dayModes, mealCodes, modes, relations, weekdayCodes } from './draft.js';

/** Step 1: what, and how much. */
export function medicineStep(input: StepInput): TemplateResult {
  const { draft, content, texts, locale, fixed, change } = input;
  const t = texts.plan;
  return html`
    <div class="field">
      <label for="name">${t.name}</label>
      <input
        id="name"
        class="big"
        type="text"
        autocomplete="off"
        maxlength="120"
        .value=${draft.name}
        aria-describedby=${described(input, 'name', 'name-hint')}
        aria-invalid=${invalid(input, 'name')}
        @input=${(e: Event) => change({ name: valueOf(e) })}
      />
      <p class="help" id="name-hint">${t.nameHint}</p>
      ${problemLine(input, 'name')}
    </div>
    ${
      fixed
        ? html`<p class="banner">${t.fixed}</p>`
        : html`<div class="field" role="group" aria-labelledby="templates-label">
              <span class="label" id="templates-label">${t.templates}</span>
              <div class="templates">
                ${content.templates.map(
                  (template) =>
                    html`<button type="button" class="template" data-template=${template.id} @click=${() => input.useTemplate(template.id)}>
                      ${inLocale(template.text, locale)}
                    </button>`,
                )}
              </div>
            </div>
            ${writtenField(input)} ${amountFields(input)}`
    }
  `;
}

/** A dosage in one's own words: read into the fields, never saved as it stands. */
function writtenField({ texts, written, unread, write, read }: StepInput): TemplateResult {
  const t = texts.plan;
  return html`<details ?open=${written !== ''}>
    <summary>${t.write}</summary>
    <div class="stack inner">
      <div class="field">
        <label for="written" class="visually-hidden">${t.write}</label>
        <input
          id="written"
          type="text"
          maxlength="200"
          autocomplete="off"
          .value=${written}
          aria-describedby="written-hint"
          @input=${(e: Event) => write(valueOf(e))}
          @keydown=${(e: KeyboardEvent) => {
            if (e.key !== 'Enter' || e.isComposing) return;
            e.preventDefault(); // Enter reads; it does not leave the step
            read();
          }}
        />
        <p class="help" id="written-hint">${t.writeHint}</p>
      </div>
      <div class="row"><button type="button" class="read" @click=${read}>${t.read}</button></div>
      <p class="small unread" role="status">${unread?.length ? t.unread(unread.join(', ')) : unread ? t.unreadAll : nothing}</p>
    </div>
  </details>`;
}

function amountFields(input: StepInput): TemplateResult {
  const { draft, content, texts, locale, change } = input;
  return html`<div class="pair">
      <div class="field">
        <label for="amount">${texts.plan.amount}</label>
        <input
          id="amount"
          class="big"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          .value=${draft.amount}
          aria-describedby=${described(input, 'amount')}
          aria-invalid=${invalid(input, 'amount')}
          @input=${(e: Event) => change({ amount: valueOf(e) })}
        />
      </div>
      <div class="field">
        <label for="unit">${texts.plan.unit}</label>
        <select id="unit" class="big" @change=${(e: Event) => change({ unit: valueOf(e) })}>
          ${content.units.map((unit) => html`<option value=${unit.code} ?selected=${unit.code === draft.unit}>${inLocale(unit.text, locale)}</option>`)}
          ${
            content.units.some((u) => u.code === draft.unit)
              ? nothing
              : html`<option value=${draft.unit} selected>${unitWord(content.units, draft.unit, locale)}</option>`
          }
        </select>
      </div>
    </div>
    ${problemLine(input, 'amount')}`;
}

/** Step 2: when, in words at once. */
export function whenStep(input: StepInput): TemplateResult {
  const { draft, texts, change } = input;
  const t = texts.plan;
  const civil = draft.mode === 'meals' || draft.mode === 'clock';
  return html`
    ${chipsOf(
      'mode',
      t.how,
      modes.map((mode) => [mode, t.modes[mode]] as const),
      draft.mode,
      (mode) => change({ mode }),
    )}
    ${draft.mode === 'meals' ? mealFields(input) : nothing} ${draft.mode === 'clock' ? clockFields(input) : nothing}
    ${draft.mode === 'hours' ? hourFields(input) : nothing} ${draft.mode === 'needed' ? html`<p class="muted">${t.neededHint}</p>` : nothing}
    ${civil ? html`${dayFields(input)}${cycleFields(input)}` : nothing} ${previewBlock(input)}
    <div class="rare">
      ${civil ? taperFields(input) : nothing} ${draft.mode === 'meals' ? habitFields(input) : nothing} ${boundsFields(input)}
      ${draft.mode === 'needed' ? nothing : zoneFields(input)}
    </div>
  `;
}

function mealFields(input: StepInput): TemplateResult {
  const { draft, texts, change } = input;
  const t = texts.plan;
  const named = mealCodes.map((code) => [code, t.mealNames[code]] as const);
  return html`${manyOf('meal', t.meals, named, draft.meals, (meals) => change({ meals }))} ${problemLine(input, 'meals')}
  ${
    draft.meals.some((code) => code !== 'HS')
      ? chipsOf(
          'relation',
          t.relation,
          relations.map((r) => [r, t.relations[r]] as const),
          draft.relation,
          (relation) => change({ relation }),
        )
      : nothing
  }`;
}

function clockFields(input: StepInput): TemplateResult {
  const { draft, content, texts, change } = input;
  const t = texts.plan;
  const counts = Object.keys(content.perDay).map((n) => [n, t.times(Number(n))] as const);
  const at = (i: number, time: string): string[] => draft.times.map((old, k) => (k === i ? time : old));
  return html`${chipsOf('per-day', t.perDay, counts, String(draft.times.length), (n) => change({ times: content.perDay[n] ?? draft.times }))}
    <div class="times">
      ${draft.times.map(
        (time, i) =>
          html`<div class="time">
            <div class="field">
              <label for="time-${i}">${t.time(i + 1)}</label>
              <input
                id="time-${i}"
                type="time"
                required
                .value=${time}
                aria-invalid=${invalid(input, 'times')}
                @input=${(e: Event) => change({ times: at(i, valueOf(e)) })}
              />
            </div>
            ${
              draft.times.length > 1
                ? html`<button
                    type="button"
                    class="quiet icon"
                    aria-label=${t.removeTime(i + 1)}
                    @click=${() => change({ times: draft.times.filter((_, k) => k !== i) })}
                  >
                    ${closeIcon}
                  </button>`
                : nothing
            }
          </div>`,
      )}
      ${
        draft.times.length < 12
          ? html`<button type="button" class="quiet add-time" @click=${() => change({ times: [...draft.times, '12:00'] })}>${plusIcon}${t.addTime}</button>`
          : nothing
      }
    </div>
    ${problemLine(input, 'times')} ${foodFields(input)}`;
}

function foodFields({ draft, texts, change }: StepInput): TemplateResult {
  const t = texts.plan;
  const foods = (['', ...relations] as const).map((food) => [food, t.foods[food]] as const);
  return chipsOf('food', t.food, foods, draft.food, (food) => change({ food }));
}

function hourFields(input: StepInput): TemplateResult {
  const { draft, texts, change } = input;
  const t = texts.plan;
  return html`<div class="pair">
      <div class="field">
        <label for="hours">${t.everyHours}</label>
        <input
          id="hours"
          type="text"
          inputmode="decimal"
          .value=${draft.everyHours}
          aria-describedby=${described(input, 'everyHours')}
          aria-invalid=${invalid(input, 'everyHours')}
          @input=${(e: Event) => change({ everyHours: valueOf(e) })}
        />
      </div>
      <div class="field">
        <label for="first">${t.firstDose}</label>
        <input
          id="first"
          type="time"
          required
          .value=${draft.firstDose}
          aria-invalid=${invalid(input, 'firstDose')}
          @input=${(e: Event) => change({ firstDose: valueOf(e) })}
        />
      </div>
    </div>
    ${problemLine(input, 'everyHours')} ${problemLine(input, 'firstDose')} ${foodFields(input)}`;
}

function dayFields(input: StepInput): TemplateResult {
  const { draft, texts, change } = input;
  const t = texts.plan;
  const named = weekdayCodes.map((day) => [day, t.weekdays[day]] as const);
  return html`${chipsOf(
    'days',
    t.days,
    dayModes.map((mode) => [mode, t.dayModes[mode]] as const),
    draft.days,
    (days) => change({ days }),
  )}
  ${draft.days === 'weekdays' ? html`${manyOf('weekday', t.dayModes.weekdays, named, draft.weekdays, (weekdays) => change({ weekdays }))} ${problemLine(input, 'weekdays')}` : nothing}
  ${
    draft.days === 'interval'
      ? html`<div class="field">
          <label for="every">${t.everyDays}</label>
          <input
            id="every"
            type="text"
            inputmode="numeric"
            .value=${draft.everyDays}
            aria-describedby=${described(input, 'everyDays')}
            aria-invalid=${invalid(input, 'everyDays')}
            @input=${(e: Event) => change({ everyDays: valueOf(e) })}
          />
          ${problemLine(input, 'everyDays')}
        </div>`
      : nothing
  }`;
}

function boundsFields(input: StepInput): TemplateResult {
  const { draft, texts, change } = input;
  const t = texts.plan;
  return html`<details ?open=${Boolean(draft.start || draft.end || draft.note) || input.problem?.field === 'end'}>
    <summary>${t.bounds}</summary>
    <div class="stack inner">
      <div class="pair">
        <div class="field">
          <label for="start">${t.start}</label>
          <input id="start" type="date" .value=${draft.start} @input=${(e: Event) => change({ start: valueOf(e) })} />
        </div>
        <div class="field">
          <label for="end">${t.end}</label>
          <input
            id="end"
            type="date"
            .value=${draft.end}
            aria-describedby=${described(input, 'end')}
            aria-invalid=${invalid(input, 'end')}
            @input=${(e: Event) => change({ end: valueOf(e) })}
          />
        </div>
      </div>
      ${problemLine(input, 'end')}
      <div class="field">
        <label for="note">${t.note}</label>
        <input id="note" type="text" maxlength="200" autocomplete="off" .value=${draft.note} @input=${(e: Event) => change({ note: valueOf(e) })} />
      </div>
    </div>
  </details>`;
}

/** What the fields mean, in words, and when the next doses are. */
export function previewBlock({ preview, texts, locale, draft }: StepInput): TemplateResult {
  const t = texts.plan;
  const list = preview?.next.map((moment) => momentWords(moment, locale)).join(locale.startsWith('zh') ? '、' : ', ') ?? '';
  return html`<div role="status">
    ${
      preview
        ? html`<div class="preview">
            <p class="small muted">${t.preview}</p>
            <p class="words">${dosageWords(preview, locale)}</p>
            ${list ? html`<p class="small muted">${t.nextDoses(list)}</p>` : nothing}
            ${!list && draft.mode !== 'needed' ? html`<p class="small muted">${t.noDoses}</p>` : nothing} ${list ? weekBlock(preview, texts, locale) : nothing}
            ${preview.findings.map((f) => html`<p class="small finding">${warningIcon}<span>${findingWords(f, texts, locale)}</span></p>`)}
          </div>`
        : nothing
    }
  </div>`;
}

/** The next seven days, day by day. */
function weekBlock({ week }: Preview, texts: PlanTexts, locale: string): TemplateResult {
  const t = texts.plan;
  return html`<details class="week">
    <summary>${t.week}</summary>
    <ul>
      ${week.map((day) => html`<li><span>${dateWords(day.date, locale)}</span><span>${day.doses.map((d) => d.time).join(' · ') || t.weekNone}</span></li>`)}
    </ul>
  </details>`;
}

/** Step 3: how many there are, and whether and how it reminds. */
export function stockStep(input: StepInput, reminderLine: TemplateResult | typeof nothing): TemplateResult {
  const { draft, content, texts, locale, change } = input;
  const t = texts.plan;
  return html`
    ${previewBlock(input)}
    <div class="field">
      <label for="stock">${t.stock(unitWord(content.units, draft.unit, locale))}</label>
      <input
        id="stock"
        class="big"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        .value=${draft.stock}
        aria-describedby=${described(input, 'stock', 'stock-hint')}
        aria-invalid=${invalid(input, 'stock')}
        @input=${(e: Event) => change({ stock: valueOf(e) })}
      />
      <p class="help" id="stock-hint">${t.stockHint}</p>
      ${problemLine(input, 'stock')}
    </div>
    ${
      draft.stock.trim()
        ? html`<div class="field">
            <label for="expires">${t.expires}</label>
            <input id="expires" type="date" .value=${draft.expires} @input=${(e: Event) => change({ expires: valueOf(e) })} />
          </div>`
        : nothing
    }
    ${
      draft.mode === 'needed'
        ? nothing
        : html`<label class="option"
              ><input type="checkbox" name="remind" .checked=${draft.remind} @change=${(e: Event) => change({ remind: checkedOf(e) })} />${t.remind}</label
            >
            ${draft.remind ? reminderLine : nothing}`
    }
  `;
}
