import { Refusal } from '../fhir/refusal.js';

/** 404 of the content API. */
export const missing = (): Refusal => new Refusal(404, 'not-found', 'There is no such content.');

/** 400 that says what is asked for. */
export const bad = (text: string): Refusal => new Refusal(400, 'invalid', text);

/** 410: the content was there and may no longer be shown; `extra` says why and what replaces it. */
export class Withdrawn extends Refusal {
  constructor(readonly extra: Readonly<Record<string, unknown>>) {
    super(410, 'deleted', 'This was withdrawn: show the reason and the replacement.');
  }
}
