import type { Client, RecordsChanged } from '@nelumbo/core';
import { formatNumber, pickTexts } from '@nelumbo/core/i18n';
import { tirBands, unitOf, type AgpBin, type GlucoseProfile, type Measure, type TirBand } from '@nelumbo/core/vitals';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { dropIcon } from '../../base/icons/drop.js';
import { statusMark } from '../../base/status-mark.js';
import { vitalsDeskTexts, type VitalsDeskTexts } from '../../locales/vitals/desk.js';
import { vitalsTexts } from '../../locales/vitals/index.js';
import { rangeStart } from '../chart/range.js';
import { formatValue, unitName } from '../words.js';
import styles from './agp.styles.js';
import { dayBox, dayPlot } from './day-plot.js';

const tones: Readonly<Record<TirBand, 'good' | 'watch' | 'alert'>> = { 'very-low': 'alert', low: 'watch', target: 'good', high: 'watch', 'very-high': 'alert' };

interface AgpGround {
  readonly measure: Measure | undefined;
  readonly profile: GlucoseProfile;
}

/**
 * The ambulatory glucose profile of sensor readings: time in five ranges with its goals, mean, GMI and variation, and a day by its percentiles.
 *
 * @tag nelumbo-vitals-agp
 * @summary Time in ranges and the typical day of sensor glucose.
 * @status experimental
 * @since 0.1.0
 *
 * @csspart box - The themed box around everything.
 */
export class NelumboVitalsAgp extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  @state() private ground: AgpGround | undefined;

  /** How far back: `14d` as the consensus asks for, or any other number of days. */
  @property() range = '14d';
  /** Whose goals hold: `standard`, `older-or-high-risk` or `pregnancy`; by the stored profile without it. */
  @property() goals = '';
  /** `mmol/L` or `mg/dL`; the newest reading's without it. */
  @property() unit = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && (['range', 'goals', 'unit'] as const).some((name) => changed.has(name))) void this.reload();
  }

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.ground = undefined;
  }

  protected override async load({ vitals }: Client): Promise<void> {
    const to = Date.now();
    const from = rangeStart(this.range === 'all' ? '90d' : this.range, to) ?? to;
    const [measures, profile] = await Promise.all([
      vitals.measures(),
      vitals.glucoseProfile({ from, to, unit: this.unit || undefined, goals: this.goals || undefined }),
    ]);
    this.ground = { measure: measures.find((m) => m.id === 'glucose'), profile };
  }

  protected override view(): TemplateResult | typeof nothing {
    const texts = this.texts(vitalsDeskTexts);
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton">${this.texts(vitalsTexts).loading}</p>
        <p class="skeleton hero"></p>
      </section>`;
    const { profile, measure } = ground;
    return html`<section class="card">
      <div class="head">
        ${dropIcon}
        <h2 class="title">${texts.agp.heading}</h2>
      </div>
      ${profile.n && measure ? this.#filled(profile, measure, texts) : html`<p class="muted">${texts.agp.none}</p>`}
    </section>`;
  }

  #percent(x: number, digits = 0): string {
    return formatNumber(x / 100, this.activeLocale, { style: 'percent', maximumFractionDigits: digits });
  }

  #filled(profile: GlucoseProfile, measure: Measure, { agp }: VitalsDeskTexts): TemplateResult {
    const { requires } = profile;
    const target = profile.profile.bands.find((b) => b.id === 'target')?.span[profile.unit];
    const value = (x: number): string => formatValue(measure, x, profile.unit, this.activeLocale);
    const edges = target && target[0] !== null && target[1] !== null ? ([target[0], target[1]] as const) : undefined;
    const step = unitOf(measure, profile.unit)?.step ?? 0.1;
    // spans are half-open: the last value inside is named
    const plot = { bins: profile.agp, target: edges, hour: (m: number) => String(m / 60), value: (x: number) => value(x === edges?.[1] ? x - step : x) };
    const shared = this.texts(vitalsTexts);
    return html`${profile.enough ? nothing : html`<div class="banner" data-tone="watch"><p>${agp.notEnough(requires.days, requires.activePercent)}</p></div>`}
      <h3 class="small muted">${agp.inRange}</h3>
      ${this.#ranges(profile, agp)} ${this.#goals(profile, agp)}
      <svg class="day" viewBox=${dayBox} role="img" aria-label=${agp.plot}>${dayPlot(plot)}</svg>
      ${this.#figures(profile, agp, value)}
      <details>
        <summary>${agp.table}</summary>
        ${this.#table(profile.agp, agp, value)}
      </details>
      <p class="by">${shared.by(shared.tir.title, shared.tir.version)} · ${pickTexts(profile.profile.text, this.activeLocale)}</p>`;
  }

  #ranges({ timeInRange }: GlucoseProfile, agp: VitalsDeskTexts['agp']): TemplateResult {
    const rows = [...tirBands].reverse().flatMap((id) => (timeInRange[id] === undefined ? [] : [{ id, percent: timeInRange[id] }]));
    return html`<ul class="ranges">
      ${rows.map(
        ({ id, percent }) =>
          html`<li>
            <span>${agp.bands[id]}</span>
            <svg class="meter" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
              <rect class="track" width="100" height="14" />
              <rect data-tone=${tones[id]} width=${percent} height="14" />
            </svg>
            <strong>${this.#percent(percent, percent < 10 ? 1 : 0)}</strong>
          </li>`,
      )}
    </ul>`;
  }

  #goals({ goals }: GlucoseProfile, agp: VitalsDeskTexts['agp']): TemplateResult {
    return html`<ul class="goals small">
      ${goals.map(({ bands, above, below, met }) => {
        const what = agp.goal(bands.map((b) => agp.bands[b]).join('+'), above === undefined ? '<' : '>', this.#percent(above ?? below ?? 0));
        return html`<li>${statusMark(met ? 'good' : 'watch', 'up')}<span>${met ? agp.met : agp.missed} · ${what}</span></li>`;
      })}
    </ul>`;
  }

  #figures(profile: GlucoseProfile, agp: VitalsDeskTexts['agp'], value: (x: number) => string): TemplateResult {
    const { mean, gmiPercent, cvPercent, activePercent, days, unit } = profile;
    const rows: [string, string][] = [
      ...(mean === undefined ? [] : [[agp.mean, `${value(mean)} ${unitName(unit, this.texts(vitalsTexts))}`] as [string, string]]),
      ...(gmiPercent === undefined ? [] : [[agp.gmi, this.#percent(gmiPercent, 1)] as [string, string]]),
      ...(cvPercent === undefined ? [] : [[agp.cv, this.#percent(cvPercent)] as [string, string]]),
      [agp.active, this.#percent(activePercent)],
      [agp.days, formatNumber(days, this.activeLocale)],
    ];
    return html`<dl class="figures">
      ${rows.map(
        ([name, figure]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${figure}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #table(bins: readonly AgpBin[], agp: VitalsDeskTexts['agp'], value: (x: number) => string): TemplateResult {
    const cell = (x: number | undefined): string => (x === undefined ? '–' : value(x));
    return html`<table class="small">
      <thead>
        <tr>
          <th scope="col">${agp.time}</th>
          <th scope="col">${agp.median}</th>
          <th scope="col">${agp.half}</th>
          <th scope="col">${agp.most}</th>
        </tr>
      </thead>
      <tbody>
        ${bins
          .filter(({ minute, n }) => minute % 60 === 0 && n)
          .map(
            (bin) =>
              html`<tr>
                <th scope="row">${String(bin.minute / 60).padStart(2, '0')}:00</th>
                <td>${cell(bin.p50)}</td>
                <td>${cell(bin.p25)}–${cell(bin.p75)}</td>
                <td>${cell(bin.p5)}–${cell(bin.p95)}</td>
              </tr>`,
          )}
      </tbody>
    </table>`;
  }
}
