import type { Client, RecordsChanged } from '@nelumbo/core';
import { alertWords, type ActiveRule, type Alert, type AlertRule, type AlertSettings, type Measure, type StoredReading } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { NelumboElement, boxStyles, failureBanner } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { bellIcon } from '../../base/icons/bell.js';
import { phoneIcon } from '../../base/icons/phone.js';
import { statusMark } from '../../base/status-mark.js';
import { vitalsDeskTexts, type VitalsDeskTexts } from '../../locales/vitals/desk.js';
import { vitalsTexts } from '../../locales/vitals/index.js';
import statusStyles from '../status.styles.js';
import { formatAgo, formatMoment, formatValues, measureName, unitName } from '../words.js';
import styles from './alerts.styles.js';

/** So many readings of an alert are listed. */
const listed = 5;
const dayMs = 86_400_000;

interface AlertsGround {
  readonly alerts: readonly Alert[];
  readonly rules: readonly ActiveRule[];
  readonly settings: AlertSettings;
  readonly measures: readonly Measure[];
  /** The readings that alerts speak about, by reference. */
  readonly readings: ReadonlyMap<string, StoredReading>;
}

/**
 * Open alerts with what was seen, what to do and when to seek care; and every rule that is watched, to switch on or off.
 *
 * @tag nelumbo-vitals-alerts
 * @summary Open alerts, and the rules behind them.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ id: string, rule: string }} nelumbo-dismissed - The user put an alert away.
 *
 * @csspart box - The themed box around everything.
 */
export class NelumboVitalsAlerts extends NelumboElement {
  static override styles = [boxStyles, controlStyles, statusStyles, styles];

  #heard: { readonly client: Client; readonly end: () => void } | undefined;

  @query('.title') private titleBlock!: HTMLElement | null;

  @state() private ground: AlertsGround | undefined;
  @state() private said = '';

  /** Only alerts about this measure, such as `blood-pressure`; all without it. */
  @property() measure = '';

  protected override concerns({ types }: RecordsChanged): boolean {
    return types.includes('Observation') || types.includes('doc');
  }

  protected override forget(): void {
    this.ground = undefined;
    this.said = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#heard?.end();
    this.#heard = undefined;
  }

  protected override async load(client: Client): Promise<void> {
    const { vitals } = client;
    if (this.#heard?.client !== client) {
      this.#heard?.end();
      this.#heard = { client, end: client.on('alert', () => void this.reload()) }; // rules are evaluated after the commit that `change` tells of
    }
    const [found, rules, settings, measures] = await Promise.all([vitals.alerts(), vitals.alertRules(), vitals.alertSettings(), vitals.measures()]);
    const alerts = found.filter((a) => (a.state === 'open' || a.state === 'withdrawn') && (!this.measure || a.measure === this.measure));
    const from = Math.min(...alerts.map((a) => a.at)) - 100 * dayMs;
    const spoken = [...new Set(alerts.map((a) => a.measure))];
    const readings = (await Promise.all(spoken.map((measure) => vitals.readings({ measure, from, limit: 2_000 })))).flat();
    this.ground = {
      alerts,
      rules: rules.filter(({ rule }) => !this.measure || rule.measure === this.measure),
      settings,
      measures,
      readings: new Map(readings.map((r) => [r.ref, r])),
    };
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
    const { alerts } = ground;
    return html`<section class="card">
      <div class="head">
        ${bellIcon}
        <h2 class="title" tabindex="-1">${texts.alerts.heading}</h2>
      </div>
      ${
        alerts.length
          ? html`<ul class="alerts">
              ${alerts.map((alert) => this.#alert(alert, ground, texts))}
            </ul>`
          : html`<p class="empty">${texts.alerts.none}</p>`
      }
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.#settings(ground, texts)}
    </section>`;
  }

  #alert(alert: Alert, { rules, measures, readings }: AlertsGround, texts: VitalsDeskTexts): TemplateResult | typeof nothing {
    const rule = rules.find((r) => r.rule.id === alert.rule)?.rule;
    const measure = measures.find((m) => m.id === alert.measure);
    if (!rule || !measure) return nothing;
    const shared = this.texts(vitalsTexts);
    const { saw, todo, seek } = alertWords(rule, alert, measure, this.activeLocale, unitName(alert.unit, shared));
    const about = alert.refs.flatMap((ref) => readings.get(ref) ?? []);
    return html`<li class="alert" data-tone=${alert.level}>
      <div class="top">
        <span class="status" data-tone=${alert.level}>${statusMark(alert.level, 'up')}<span>${texts.alerts.levels[alert.level]}</span></span>
        <span class="muted small">${measureName(measure, shared)} · ${formatAgo(alert.at, this.activeLocale, Date.now())}</span>
      </div>
      <p class="saw">${saw}</p>
      ${
        alert.state === 'withdrawn'
          ? html`<p class="muted">${texts.alerts.withdrawn}</p>`
          : html`<p>${todo}</p>
              <p>${seek}</p>`
      }
      ${alert.level === 'urgent' ? html`<a class="button" href=${`tel:${this.emergencyNumber}`}>${phoneIcon}${shared.call(this.emergencyNumber)}</a>` : nothing}
      <button type="button" aria-label=${`${texts.alerts.dismiss}：${saw}`} @click=${() => void this.#dismiss(alert, texts)}>${texts.alerts.dismiss}</button>
      ${about.length ? this.#about(about, measure, texts) : nothing}
      <p class="by">${this.#sourceOf(rule, texts)}</p>
    </li>`;
  }

  #about(about: readonly StoredReading[], measure: Measure, texts: VitalsDeskTexts): TemplateResult {
    const shared = this.texts(vitalsTexts);
    const locale = this.activeLocale;
    return html`<details>
      <summary>${texts.alerts.about}</summary>
      <ul class="small">
        ${about.slice(-listed).map((r) => html`<li>${formatValues(measure, r.values, r.unit, locale)} ${unitName(r.unit, shared)} · ${formatMoment(r.at, r.offset, locale, Date.now())}</li>`)}
      </ul>
    </details>`;
  }

  #sourceOf({ source }: AlertRule, { alerts }: VitalsDeskTexts): string {
    return source === 'editorial' ? alerts.editorial : alerts.source(source);
  }

  #settings({ rules, settings, measures }: AlertsGround, texts: VitalsDeskTexts): TemplateResult {
    const shared = this.texts(vitalsTexts);
    const name = (id: string): string => {
      const measure = measures.find((m) => m.id === id);
      return measure ? measureName(measure, shared) : id;
    };
    const quiet = (change: { from?: string; to?: string }): void => {
      const next = { from: settings.quiet?.from ?? '', to: settings.quiet?.to ?? '', ...change };
      void this.#set({ quiet: next.from && next.to ? next : next.from || next.to ? { from: next.from || '22:00', to: next.to || '07:00' } : undefined });
    };
    return html`<details>
      <summary>${texts.alerts.rules}</summary>
      <p class="help">${texts.alerts.noneHint} ${texts.alerts.rulesHint}</p>
      <div class="rules">
        ${rules.map(
          ({ rule, on }) =>
            html`<label class="option">
              <input
                type="checkbox"
                .checked=${live(on)}
                ?disabled=${rule.level === 'urgent'}
                @change=${(e: Event) => void this.#switch(rule.id, (e.target as HTMLInputElement).checked) /* the listener sits on an input */}
              />
              <span>${name(rule.measure)} · ${texts.alerts.levels[rule.level]}<br /><span class="small muted">${this.#ruleText(rule)}</span></span>
            </label>`,
        )}
      </div>
      <fieldset class="quiet-hours">
        <legend>${texts.alerts.quiet}</legend>
        <p class="help">${texts.alerts.quietHint}</p>
        <label class="field"
          ><span>${texts.alerts.from}</span
          ><input
            type="time"
            .value=${settings.quiet?.from ?? ''}
            @change=${(e: Event) => quiet({ from: (e.target as HTMLInputElement).value }) /* the listener sits on an input */}
        /></label>
        <label class="field"
          ><span>${texts.alerts.to}</span
          ><input
            type="time"
            .value=${settings.quiet?.to ?? ''}
            @change=${(e: Event) => quiet({ to: (e.target as HTMLInputElement).value }) /* the listener sits on an input */}
        /></label>
      </fieldset>
    </details>`;
  }

  /** The rule in its own words; numbers that only a finding has stay open. */
  #ruleText(rule: AlertRule): string {
    const locale = this.activeLocale;
    const words = rule.tell[locale] ?? rule.tell.en;
    return words.saw
      .replace(/\{days\}/g, String(rule.days ?? '…'))
      .replace(/\{unit\}/g, rule.unit ? unitName(rule.unit, this.texts(vitalsTexts)) : '')
      .replace(/\{\w+\}/g, '…');
  }

  async #dismiss({ id, rule }: Alert, texts: VitalsDeskTexts): Promise<void> {
    const { vitals } = await this.whenClient();
    await vitals.dismissAlert(id);
    this.said = texts.alerts.dismissed;
    await this.reload();
    this.emit('nelumbo-dismissed', { id, rule });
    await this.updateComplete;
    this.titleBlock?.focus(); // the button that was pressed is gone
  }

  async #switch(id: string, on: boolean): Promise<void> {
    const off = (this.ground?.settings.off ?? []).filter((other) => other !== id);
    await this.#set({ off: on ? off : [...off, id] });
  }

  async #set(change: Partial<AlertSettings>): Promise<void> {
    const { vitals } = await this.whenClient();
    await vitals.setAlertSettings(change);
    await this.reload();
  }
}
