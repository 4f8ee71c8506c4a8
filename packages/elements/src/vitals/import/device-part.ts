import type { Client } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import type { DeviceSession, DeviceTold, GattRefusal, Measure, Reading } from '@nelumbo/core/vitals';
import { html, nothing, type TemplateResult } from 'lit';
import { failureBanner } from '../../base/index.js';
import type { VitalsImportTexts } from '../../locales/vitals/import.js';
import { formatMoment, formatValues, measureName, unitName } from '../words.js';

/** So many readings of a device are listed. */
const listed = 8;

/** A reading that stands for the moment is replaced by the next of its kind; one with a time of its own stays. */
const keyOf = (reading: Reading): string => `${reading.measure}|${reading.at ?? 'now'}`;

/** What a device part needs of its element. */
export interface DeviceHost {
  changed(): void;
  save(readings: readonly Reading[]): Promise<void>;
}

/** What it words with. */
export interface DeviceWords {
  readonly measures: readonly Measure[];
  readonly texts: VitalsImportTexts;
  readonly locale: string;
  readonly now: number;
}

/** Listens to one device and holds what it told until the user says whose it is. */
export class DevicePart {
  readonly #host: DeviceHost;
  readonly #found = new Map<string, Reading>();
  #session: DeviceSession | undefined;
  #state: 'idle' | 'connecting' | 'listening' | 'ended' = 'idle';
  #refused: GattRefusal | undefined;
  #problem: NelumboError | 'failed' | undefined;
  #saving = false;

  constructor(host: DeviceHost) {
    this.#host = host;
  }

  /** Ends the connection and forgets what was not saved. */
  close(): void {
    this.#session?.close();
    this.#session = undefined;
    this.#state = 'idle';
    this.#found.clear();
    this.#refused = this.#problem = undefined;
  }

  async #connect({ vitals }: Client): Promise<void> {
    this.close();
    this.#state = 'connecting';
    this.#host.changed();
    try {
      this.#session = await vitals.listenToDevice(undefined, (told) => this.#hear(told));
      this.#state = this.#session ? 'listening' : 'idle'; // none: the user closed the chooser
    } catch (error) {
      this.#state = 'idle';
      const problem = toNelumboError(error);
      this.#problem = problem.code === 'not-found' ? 'failed' : problem;
    }
    this.#host.changed();
  }

  #hear(told: DeviceTold): void {
    this.#refused = told.kind === 'refused' ? told.reason : undefined;
    if (told.kind === 'readings') for (const reading of told.readings) this.#found.set(keyOf(reading), reading);
    if (told.kind === 'ended') [this.#state, this.#session] = ['ended', undefined];
    this.#host.changed();
  }

  #discard(): void {
    this.#found.clear();
    this.#host.changed();
  }

  async #save(now: number): Promise<void> {
    if (this.#saving) return;
    this.#saving = true;
    this.#host.changed();
    try {
      await this.#host.save([...this.#found.values()].map((reading) => ({ at: now, ...reading })));
      this.#found.clear();
    } catch (error) {
      this.#problem = toNelumboError(error); // what the device told is still here
    } finally {
      this.#saving = false;
      this.#host.changed();
    }
  }

  /** @param client - open, on a platform with devices; without it the part says why there is none */
  view(client: Client | undefined, words: DeviceWords): TemplateResult {
    const { device } = words.texts;
    return html`<section class="part">
      <h3 class="subtitle">${device.heading}</h3>
      ${
        client
          ? html`<p class="muted small">${device.hint}</p>
              ${this.#live(client, words)}`
          : html`<p class="muted small">${device.none}</p>`
      }
    </section>`;
  }

  #live(client: Client, words: DeviceWords): TemplateResult {
    const { device } = words.texts;
    const open = this.#state === 'listening';
    return html`${
      open
        ? html`<div class="row">
            <p class="small" role="status">${device.waiting(this.#session?.name || device.unnamed)}</p>
            <button type="button" class="quiet" @click=${() => (this.close(), this.#host.changed())}>${device.end}</button>
          </div>`
        : html`<button type="button" class="start" ?disabled=${this.#state === 'connecting'} @click=${() => void this.#connect(client)}>
            ${this.#state === 'connecting' ? device.connecting : device.connect}
          </button>`
    }
    ${this.#state === 'ended' ? html`<p class="small muted" role="status">${device.ended}</p>` : nothing}
    ${this.#refused ? html`<div class="banner" data-tone="watch" role="alert"><p>${device.refused[this.#refused] ?? device.refused.other}</p></div>` : nothing}
    ${this.#trouble(words)} ${this.#found.size ? this.#told(words) : nothing}`;
  }

  #trouble({ texts, locale }: DeviceWords): TemplateResult | typeof nothing {
    if (!this.#problem) return nothing;
    return this.#problem === 'failed'
      ? html`<div class="banner" data-tone="watch" role="alert"><p>${texts.device.failed}</p></div>`
      : failureBanner(this.#problem, locale);
  }

  #told({ measures, texts, locale, now }: DeviceWords): TemplateResult {
    const { device } = texts;
    const readings = [...this.#found.values()];
    const rest = readings.length - listed;
    return html`<div class="told" role="group" aria-live="polite">
      <p><strong>${device.got(readings.length)}</strong></p>
      <ul class="plain">
        ${readings.slice(0, listed).map((reading) => {
          const measure = measures.find((m) => m.id === reading.measure);
          const when = formatMoment(reading.at ?? now, reading.offset ?? -new Date(reading.at ?? now).getTimezoneOffset(), locale, now);
          return html`<li>
            <span>${measure ? measureName(measure, texts) : reading.measure}</span>
            <strong class=${readings.length > 2 ? '' : 'hero'}>${measure ? formatValues(measure, reading.values, reading.unit ?? '', locale) : ''}</strong>
            <span class="unit">${unitName(reading.unit ?? '', texts)}</span> <span class="muted small">${when}</span>
          </li>`;
        })}
        ${rest > 0 ? html`<li class="muted">${texts.import.more(rest)}</li>` : nothing}
      </ul>
      <div class="row">
        <button type="button" class="primary" ?disabled=${this.#saving} @click=${() => void this.#save(now)}>${device.save(readings.length)}</button>
        <button type="button" @click=${() => this.#discard()}>${device.discard}</button>
      </div>
    </div>`;
  }
}
