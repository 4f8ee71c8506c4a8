import type { Client, RecordsChanged } from '@nelumbo/core';
import type { GlucoseProfile, Measure } from '@nelumbo/core/vitals';
import { html, type nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { dropIcon } from '../../base/icons/drop.js';
import { vitalsDeskTexts } from '../../locales/vitals/desk.js';
import { vitalsTexts } from '../../locales/vitals/index.js';
import { rangeStart } from '../chart/range.js';
import styles from './agp.styles.js';
import profileStyles from './profile.styles.js';
import { profileView } from './profile-view.js';

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
  static override styles = [boxStyles, controlStyles, styles, profileStyles];

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
      ${measure ? profileView(profile, measure, this.activeLocale) : html`<p class="muted">${texts.agp.none}</p>`}
    </section>`;
  }
}
