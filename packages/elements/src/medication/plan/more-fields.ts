import { html, nothing, type TemplateResult } from 'lit';
import { zonePolicies } from '@nelumbo/core/medication';
import { closeIcon } from '../../base/icons/close.js';
import { plusIcon } from '../../base/icons/plus.js';
import { unitWord } from '../words.js';
import { anchorCodes } from './draft.js';
import { chipsOf, described, invalid, problemLine, valueOf, type StepInput } from './fields.js';

/** Days with and days without: 21 on, 7 off. */
export function cycleFields(input: StepInput): TemplateResult | typeof nothing {
  const { draft, texts, change } = input;
  const t = texts.plan;
  if (draft.days !== 'cycle') return nothing;
  const field = (key: 'cycleOn' | 'cycleOff'): TemplateResult =>
    html`<div class="field">
      <label for=${key}>${t[key]}</label>
      <input
        id=${key}
        type="text"
        inputmode="numeric"
        .value=${draft[key]}
        aria-describedby=${described(input, 'cycle')}
        aria-invalid=${invalid(input, 'cycle')}
        @input=${(e: Event) => change({ [key]: valueOf(e) })}
      />
    </div>`;
  return html`<div class="pair">${field('cycleOn')} ${field('cycleOff')}</div>
    ${problemLine(input, 'cycle')}`;
}

/** An amount that changes over time: up or down, step by step. */
export function taperFields(input: StepInput): TemplateResult {
  const { draft, content, texts, locale, change } = input;
  const t = texts.plan;
  const unit = unitWord(content.units, draft.unit, locale);
  const put = (i: number, part: object): void => change({ taper: draft.taper.map((step, k) => (k === i ? { ...step, ...part } : step)) });
  const days = (id: string, value: string, label: string, set: (text: string) => void): TemplateResult =>
    html`<div class="field">
      <label for=${id}>${label}</label>
      <input id=${id} type="text" inputmode="numeric" .value=${value} aria-invalid=${invalid(input, 'taper')} @input=${(e: Event) => set(valueOf(e))} />
    </div>`;
  return html`<details class="taper" ?open=${draft.taper.length > 0}>
    <summary>${t.taper}</summary>
    <div class="stack inner">
      <p class="help">${t.taperHint}</p>
      ${draft.taper.length ? days('taper-days', draft.taperDays, t.taperFirst(draft.amount, unit), (taperDays) => change({ taperDays })) : nothing}
      ${draft.taper.map(
        (step, i) =>
          html`<div class="pair step" role="group" aria-label=${t.taperStep(i + 2)}>
            <div class="field">
              <label for="taper-amount-${i}">${t.taperAmount(unit)}</label>
              <input
                id="taper-amount-${i}"
                type="text"
                inputmode="decimal"
                .value=${step.amount}
                aria-invalid=${invalid(input, 'taper')}
                @input=${(e: Event) => put(i, { amount: valueOf(e) })}
              />
            </div>
            ${days(`taper-days-${i}`, step.days, i === draft.taper.length - 1 ? t.taperLast : t.taperDays, (text) => put(i, { days: text }))}
            <button
              type="button"
              class="quiet icon"
              aria-label=${t.taperRemove(i + 2)}
              @click=${() => change({ taper: draft.taper.filter((_, k) => k !== i) })}
            >
              ${closeIcon}
            </button>
          </div>`,
      )}
      ${problemLine(input, 'taper')}
      ${
        draft.taper.length < 12
          ? html`<button
              type="button"
              class="quiet add-step"
              @click=${() => change({ taper: [...draft.taper.map((s) => (s.days ? s : { ...s, days: draft.taperDays })), { amount: '', days: '' }] })}
            >
              ${plusIcon}${t.taperAdd}
            </button>`
          : nothing
      }
    </div>
  </details>`;
}

/** The user's own hours: every plan by meals goes by them. */
export function habitFields(input: StepInput): TemplateResult {
  const { draft, texts, change } = input;
  const t = texts.plan;
  return html`<details class="habits" ?open=${input.problem?.field === 'anchors'}>
    <summary>${t.habits}</summary>
    <div class="stack inner">
      <p class="help">${t.habitsHint}</p>
      <div class="times">
        ${anchorCodes.map(
          (code) =>
            html`<div class="field">
              <label for="anchor-${code}">${t.anchors[code]}</label>
              <input
                id="anchor-${code}"
                type="time"
                required
                .value=${draft.anchors[code] ?? ''}
                aria-invalid=${invalid(input, 'anchors')}
                @input=${(e: Event) => change({ anchors: { ...draft.anchors, [code]: valueOf(e) } })}
              />
            </div>`,
        )}
      </div>
      ${problemLine(input, 'anchors')}
    </div>
  </details>`;
}

/** What happens on a journey. */
export function zoneFields({ draft, texts, change }: StepInput): TemplateResult {
  const t = texts.plan;
  return html`<details class="zone" ?open=${draft.zonePolicy !== 'follow-device'}>
    <summary>${t.zone}</summary>
    <div class="stack inner">
      ${chipsOf(
        'zone-policy',
        t.zoneLegend,
        zonePolicies.map((policy) => [policy, t.zones[policy]] as const),
        draft.zonePolicy,
        (zonePolicy) => change({ zonePolicy }),
      )}
      <p class="help">${t.zoneHints[draft.zonePolicy]}</p>
    </div>
  </details>`;
}
