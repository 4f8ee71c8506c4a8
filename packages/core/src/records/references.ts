import type { Ref } from '../fhir/index.js';
import { NelumboError } from '../i18n/index.js';
import type { Json } from './schema.js';
import type { Transaction } from './transaction.js';

const RELATIVE = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

/** Every relative reference (`Type/id`) in a resource. */
export function referencesIn(value: unknown, found = new Set<Ref>()): Set<Ref> {
  if (Array.isArray(value)) for (const one of value) referencesIn(one, found);
  else if (typeof value === 'object' && value !== null)
    for (const name of Object.keys(value)) {
      const one = (value as Record<string, unknown>)[name]; // one of its own names
      if (typeof one === 'object') referencesIn(one, found);
      else if (name === 'reference' && typeof one === 'string' && RELATIVE.test(one)) found.add(one);
    }
  return found;
}

/**
 * A record goes to the server once everything that it refers to has an id there: records that refer to each other in a circle
 * would wait for ever.
 * @throws NelumboError `bad-input`
 */
export async function refuseCircle(tx: Transaction, ref: Ref, body: Json): Promise<void> {
  const seen = new Set<Ref>();
  let next: readonly Ref[] = [...referencesIn(body)];
  while (next.length) {
    if (next.includes(ref))
      throw new NelumboError(
        'bad-input',
        'These records refer to each other in a circle: write one of them without its reference, and add that once it was sent.',
      );
    const unsent = await Promise.all(next.filter((one) => !seen.has(one)).map((one) => tx.record(one)));
    for (const one of next) seen.add(one);
    next = unsent.flatMap((record) => (record?.body && !record.sid ? [...referencesIn(record.body)] : []));
  }
}
