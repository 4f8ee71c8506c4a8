import type { DeadLetter, Resource } from '@nelumbo/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { SyncTexts } from '../../locales/sync/index.js';

/** A dead letter with the record that it is about, when that is still there. */
export interface Letter {
  readonly letter: DeadLetter;
  readonly record: Resource | undefined;
}

/** What can be done about one. */
export interface LetterActs {
  readonly locale: string;
  readonly editable: boolean;
  readonly busy: boolean;
  /** Whether the user is being asked if they mean it. */
  readonly asking: boolean;
  act(action: 'retry' | 'edit' | 'discard' | 'undo'): void;
  ask(asking: boolean): void;
}

type Named = { readonly text?: string; readonly coding?: readonly { readonly display?: string }[] };

const TIMES = ['effectiveDateTime', 'authored', 'authoredOn', 'dateAsserted'];

/** Kind, name and time of a record: enough to know it by. */
function nameOf(texts: SyncTexts, { letter, record }: Letter, locale: string): string {
  const kind = texts.kinds[letter.ref.split('/')[0] ?? ''] ?? texts.unknownRecord;
  const body = (record ?? {}) as Readonly<Record<string, unknown>>; // looked at member by member
  const named = (body['code'] ?? body['medicationCodeableConcept']) as Named | undefined; // both are CodeableConcepts
  const name = named?.text ?? named?.coding?.[0]?.display;
  const at = Date.parse(String(TIMES.map((one) => body[one]).find((one) => typeof one === 'string') ?? ''));
  const when = Number.isNaN(at) ? undefined : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  return [kind, name, when].filter(Boolean).join(' · ');
}

const saidBy = ({ outcome }: DeadLetter): string =>
  (outcome?.issue ?? [])
    .map(({ diagnostics, details }) => details?.text ?? diagnostics ?? '')
    .filter(Boolean)
    .join(' ');

function sure(texts: SyncTexts, { act, ask, busy }: LetterActs): TemplateResult {
  return html`<div class="row" role="group" aria-label=${texts.undoAsk}>
    <p>${texts.undoAsk}</p>
    <button type="button" class="danger" ?disabled=${busy} @click=${() => act('undo')}>${texts.yes}</button>
    <button type="button" ?disabled=${busy} @click=${() => ask(false)}>${texts.no}</button>
  </div>`;
}

/** One dead letter: which record, what happened, what can be done. */
export function letterCard(texts: SyncTexts, given: Letter, acts: LetterActs): TemplateResult {
  const { letter } = given;
  const can = (action: DeadLetter['actions'][number]) => letter.actions.includes(action);
  const button = (action: 'retry' | 'edit' | 'discard', words: string) =>
    html`<button type="button" ?disabled=${acts.busy} @click=${() => acts.act(action)}>${words}</button>`;
  const said = saidBy(letter);
  return html`<li part="letter">
    <h4>${nameOf(texts, given, acts.locale)}</h4>
    <p>${texts[letter.reason]}</p>
    ${
      said
        ? html`<details>
            <summary>${texts.said}</summary>
            <p class="small">${said}</p>
          </details>`
        : nothing
    }
    ${
      acts.asking
        ? sure(texts, acts)
        : html`<div class="row">
            ${can('retry') ? button('retry', letter.reason === 'gone' ? texts.sendNew : texts.retry) : nothing}
            ${can('edit') && acts.editable ? button('edit', texts.edit) : nothing}
            ${can('discard') ? button('discard', can('undo') ? texts.discard : texts.dismiss) : nothing}
            ${
              can('undo')
                ? html`<button type="button" class="danger" ?disabled=${acts.busy} @click=${() => acts.ask(true)}>
                    ${letter.reason === 'gone' ? texts.undo : texts.undoChange}
                  </button>`
                : nothing
            }
          </div>`
    }
  </li>`;
}
