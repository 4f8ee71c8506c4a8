import { formatNumber, pickTexts } from '@nelumbo/core/i18n';
import { tirBands, unitOf, type AgpBin, type GlucoseProfile, type Measure, type TirBand } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { statusMark } from '../../base/status-mark.js';
import { vitalsDeskTexts, type VitalsDeskTexts } from '../../locales/vitals/desk.js';
import { vitalsTexts } from '../../locales/vitals/index.js';
import { figurePairs } from '../figure-pairs.js';
import { formatValue, unitName } from '../words.js';
import { dayBox, dayPlot } from './day-plot.js';

type AgpTexts = VitalsDeskTexts['agp'];

const tones: Readonly<Record<TirBand, 'good' | 'watch' | 'alert'>> = { 'very-low': 'alert', low: 'watch', target: 'good', high: 'watch', 'very-high': 'alert' };

const percentOf = (x: number, locale: string, digits = 0): string => formatNumber(x / 100, locale, { style: 'percent', maximumFractionDigits: digits });

/** Time in ranges with its goals, the day by its percentiles as drawing and table, and the figures. @param measure - glucose @param locale - BCP 47 tag */
export function profileView(profile: GlucoseProfile, measure: Measure, locale: string): TemplateResult {
  const { agp } = pickTexts(vitalsDeskTexts, locale);
  const shared = pickTexts(vitalsTexts, locale);
  if (!profile.n) return html`<p class="muted">${agp.none}</p>`;
  const { requires } = profile;
  const target = profile.profile.bands.find((b) => b.id === 'target')?.span[profile.unit];
  const value = (x: number): string => formatValue(measure, x, profile.unit, locale);
  const edges = target && target[0] !== null && target[1] !== null ? ([target[0], target[1]] as const) : undefined;
  const step = unitOf(measure, profile.unit)?.step ?? 0.1;
  // spans are half-open: the last value inside is named
  const plot = { bins: profile.agp, target: edges, hour: (m: number) => String(m / 60), value: (x: number) => value(x === edges?.[1] ? x - step : x) };
  return html`<div class="profile">
    ${profile.enough ? nothing : html`<div class="banner" data-tone="watch"><p>${agp.notEnough(requires.days, requires.activePercent)}</p></div>`}
    <h3 class="small muted">${agp.inRange}</h3>
    ${shares(profile, agp, locale)} ${goals(profile, agp, locale)}
    <svg class="day" viewBox=${dayBox} role="img" aria-label=${agp.plot}>${dayPlot(plot)}</svg>
    ${figurePairs(figures(profile, agp, value, unitName(profile.unit, shared), locale))}
    <details>
      <summary>${agp.table}</summary>
      ${table(profile.agp, agp, value)}
    </details>
    <p class="by">${shared.by(shared.tir.title, shared.tir.version)} · ${pickTexts(profile.profile.text, locale)}</p>
  </div>`;
}

function shares({ timeInRange }: GlucoseProfile, agp: AgpTexts, locale: string): TemplateResult {
  const rows = [...tirBands].reverse().flatMap((id) => (timeInRange[id] === undefined ? [] : [{ id, percent: timeInRange[id] }]));
  return html`<ul class="shares">
    ${rows.map(
      ({ id, percent }) =>
        html`<li>
          <span>${agp.bands[id]}</span>
          <svg class="meter" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="14" />
            <rect data-tone=${tones[id]} width=${percent} height="14" />
          </svg>
          <strong>${percentOf(percent, locale, percent < 10 ? 1 : 0)}</strong>
        </li>`,
    )}
  </ul>`;
}

function goals({ goals: list }: GlucoseProfile, agp: AgpTexts, locale: string): TemplateResult {
  return html`<ul class="goals small">
    ${list.map(({ bands, above, below, met }) => {
      const what = agp.goal(bands.map((b) => agp.bands[b]).join('+'), above === undefined ? '<' : '>', percentOf(above ?? below ?? 0, locale));
      return html`<li>${statusMark(met ? 'good' : 'watch', 'up')}<span>${met ? agp.met : agp.missed} · ${what}</span></li>`;
    })}
  </ul>`;
}

function figures(
  { mean, gmiPercent, cvPercent, activePercent, days }: GlucoseProfile,
  agp: AgpTexts,
  value: (x: number) => string,
  unit: string,
  locale: string,
): [string, string][] {
  return [
    ...(mean === undefined ? [] : [[agp.mean, `${value(mean)} ${unit}`] as [string, string]]),
    ...(gmiPercent === undefined ? [] : [[agp.gmi, percentOf(gmiPercent, locale, 1)] as [string, string]]),
    ...(cvPercent === undefined ? [] : [[agp.cv, percentOf(cvPercent, locale)] as [string, string]]),
    [agp.active, percentOf(activePercent, locale)],
    [agp.days, formatNumber(days, locale)],
  ];
}

function table(bins: readonly AgpBin[], agp: AgpTexts, value: (x: number) => string): TemplateResult {
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
