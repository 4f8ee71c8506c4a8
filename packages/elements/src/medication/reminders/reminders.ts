import type { Client } from '@nelumbo/core';
import { toNelumboError, type NelumboError } from '@nelumbo/core/i18n';
import type { CalendarFile, ReminderState } from '@nelumbo/core/medication';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { boxStyles, failureBanner, NelumboElement, statusMark } from '../../base/index.js';
import controlStyles from '../../base/controls.styles.js';
import { bellIcon } from '../../base/icons/bell.js';
import { calendarIcon } from '../../base/icons/calendar.js';
import { saveFile } from '../../base/save-file.js';
import { recordTexts, type RecordTexts } from '../../locales/medication/record.js';
import { dateWords, momentWords } from '../words.js';
import styles from './reminders.styles.js';

type Channel = ReminderState['channels'][number];

/** Which channel the sentence at the top is about: the farthest-reaching one that is ready. */
export function bestChannel(channels: readonly Channel[]): 'push' | 'notification' | 'inPage' | 'none' {
  const ready = channels.filter((c) => c.needs.length === 0);
  if (ready.some((c) => c.closedPage)) return 'push';
  if (ready.some((c) => c.id === 'notification')) return 'notification';
  return channels.some((c) => c.id === 'in-page') ? 'inPage' : 'none';
}

/**
 * How the user is reminded, truthfully: every channel with what it can do and what it still needs, a test for each, a calendar file
 * that rings by itself, and what comes next.
 *
 * @tag nelumbo-medication-reminders
 * @summary Reminder channels: what each can do, allow, test.
 * @status experimental
 * @since 0.1.0
 *
 * @event {{ channel: string, ready: boolean }} nelumbo-channel - A channel was allowed, refused or switched off.
 *
 * @csspart box - The themed box around everything.
 * @csspart channel - One channel.
 */
export class NelumboMedicationReminders extends NelumboElement {
  static override styles = [boxStyles, controlStyles, styles];

  @state() private ground: ReminderState | undefined;
  @state() private busy = false;
  /** Without any plan there is nothing to be reminded of. */
  @state() private planned = false;
  @state() private actionFailure: NelumboError | undefined;
  @state() private tested: { readonly channel: string; readonly heard: boolean } | undefined;
  @state() private file: CalendarFile | undefined;

  protected override concerns(): boolean {
    return true; // permissions and plans both change what is true here
  }

  protected override forget(): void {
    this.ground = this.actionFailure = this.tested = this.file = undefined;
  }

  protected override async load({ medication }: Client): Promise<void> {
    const [ground, plans] = await Promise.all([medication.reminders(), medication.plans()]);
    this.planned = plans.length > 0;
    this.ground = ground;
  }

  protected override view(): TemplateResult {
    const t = this.texts(recordTexts).reminders;
    const { ground } = this;
    if (this.failure && !ground) return html`<section class="card">${failureBanner(this.failure, this.activeLocale, () => void this.reload())}</section>`;
    if (!ground)
      return html`<section class="card" aria-busy="true">
        <p class="skeleton"></p>
      </section>`;
    return html`<section class="card" role="group" aria-label=${t.title} aria-busy=${this.busy ? 'true' : 'false'}>
      <div class="head">
        ${bellIcon}
        <h2 class="title">${t.title}</h2>
      </div>
      ${this.actionFailure ? failureBanner(this.actionFailure, this.activeLocale) : nothing}
      ${this.planned ? this.#channels(ground, t) : html`<p class="muted no-plan">${t.noPlan}</p>`}
    </section>`;
  }

  #channels(ground: ReminderState, t: RecordTexts['reminders']): TemplateResult {
    const best = bestChannel(ground.channels);
    return html`<p class="truth">${statusMark(best === 'push' ? 'good' : best === 'none' ? 'alert' : 'watch')}<span>${t.truth[best]}</span></p>
      <ul class="channels">
        ${ground.channels.map((channel) => this.#channel(channel, t))} ${this.#calendar(t)}
      </ul>
      <label class="check"
        ><input type="checkbox" class="names" .checked=${ground.names} @change=${(e: Event) => this.#setNames((e.target as HTMLInputElement).checked)} /><span
          >${t.names}<span class="small muted">${t.namesHint}</span></span
        ></label
      >
      <h3 class="group">${t.next}</h3>
      ${
        ground.next.length
          ? html`<ul class="next">
              ${ground.next.map((n) => html`<li><strong>${momentWords(n.local, this.activeLocale)}</strong> ${n.name}</li>`)}
            </ul>`
          : html`<p class="muted">${t.noNext}</p>`
      }`;
  }

  #channel(channel: Channel, t: RecordTexts['reminders']): TemplateResult {
    const { name, text } = t.channels[channel.id] ?? { name: channel.id, text: '' };
    const [need] = channel.needs;
    const askable = need === 'permission' || need === 'gesture';
    return html`<li class="channel" part="channel" data-channel=${channel.id} ?data-ready=${!need}>
      <h3 class="name">${name}<span class="reach">${channel.closedPage ? t.closedYes : t.closedNo}</span></h3>
      <p class="small">${text}</p>
      <p class="small state">${statusMark(need ? (need === 'denied' ? 'alert' : 'unknown') : 'good')}<span>${need ? t.needs[need] : t.ready}</span></p>
      <div class="row">
        ${askable ? html`<button type="button" class="allow" ?disabled=${this.busy} @click=${() => this.#allow(channel.id)}>${t.allow(name)}</button>` : nothing}
        ${
          need
            ? nothing
            : html`<button type="button" class="quiet test" aria-label=${t.testNamed(name)} ?disabled=${this.busy} @click=${() => this.#test(channel.id)}>
                ${t.test}
              </button>`
        }
        ${
          channel.id === 'web-push' && !need
            ? html`<button
                type="button"
                class="quiet release"
                aria-label=${t.releaseNamed(name)}
                ?disabled=${this.busy}
                @click=${() => this.#release(channel.id)}
              >
                ${t.release}
              </button>`
            : nothing
        }
      </div>
      <p class="small" role="status">${this.tested?.channel === channel.id ? (this.tested.heard ? t.tested : t.testFailed) : nothing}</p>
    </li>`;
  }

  #calendar(t: RecordTexts['reminders']): TemplateResult {
    const { name, text } = t.channels['calendar-file']!;
    const { file } = this;
    return html`<li class="channel" part="channel" data-channel="calendar-file">
      <h3 class="name">${name}<span class="reach">${t.closedYes}</span></h3>
      <p class="small">${text}</p>
      <div class="row">
        <button type="button" class="file" ?disabled=${this.busy} @click=${() => this.#save()}>${calendarIcon}${t.file}</button>
      </div>
      ${file?.until === undefined ? nothing : html`<p class="small" role="status">${t.fileUntil(dateWords(new Date(file.until).toISOString().slice(0, 10), this.activeLocale))}</p>`}
    </li>`;
  }

  #allow(id: Channel['id']): void {
    void this.#act(async ({ medication }) => {
      this.ground = await medication.requestReminders(id);
      this.#tell(id);
    });
  }

  #release(id: Channel['id']): void {
    void this.#act(async ({ medication }) => {
      this.ground = await medication.releaseReminders(id);
      this.#tell(id);
    });
  }

  #tell(id: Channel['id']): void {
    this.emit('nelumbo-channel', { channel: id, ready: this.ground?.channels.find((c) => c.id === id)?.needs.length === 0 });
  }

  #test(id: Channel['id']): void {
    void this.#act(async ({ medication }) => {
      this.tested = { channel: id, heard: (await medication.testReminder(id)).includes(id) };
    });
  }

  #setNames(names: boolean): void {
    void this.#act(async ({ medication }) => {
      this.ground = await medication.setReminderWords({ names });
    });
  }

  /** Saves the calendar through a link, as a browser offers any file. */
  #save(): void {
    void this.#act(async ({ medication }) => {
      const file = await medication.calendar({ names: this.ground?.names === true });
      this.file = file;
      saveFile([file.text], file.name, 'text/calendar;charset=utf-8');
    });
  }

  /** Runs what a button starts; its failure is said, not lost. */
  async #act(task: (client: Client) => Promise<void>): Promise<void> {
    this.busy = true;
    this.actionFailure = this.tested = undefined;
    try {
      await task(await this.whenClient());
    } catch (error) {
      this.actionFailure = toNelumboError(error);
    } finally {
      this.busy = false;
      void this.reload(); // a load that began before may end after, with what was so then
    }
  }
}
