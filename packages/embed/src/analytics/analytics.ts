import type { Client } from '@nelumbo/core';

/** What a sink is given: which event of ours, of which element, and the codes that say how it went. Never an id, a topic or a value. */
export interface AnalyticsEvent {
  /** Without `nelumbo-`: `saved`. */
  readonly name: string;
  /** Tag without `nelumbo-`: `vitals-entry`. */
  readonly element: string;
  /** `code` of a failure, `format` of an export, `channel` of a reminder; absent otherwise. */
  readonly code?: string;
}

/** What {@link analytics} listens to and where it sends. */
export interface AnalyticsOptions {
  /** Whose consent counts: that of the person who is signed in. A provider has it as `ready`. */
  readonly client: Client;
  /** Names of events, without `nelumbo-`. Nothing else is looked at. */
  readonly events: readonly string[];
  /** The host's own; called only while consent for `analytics` is given. */
  readonly sink: (event: AnalyticsEvent) => void;
  /** Where the events bubble through, such as the provider of this client. Default: the document. */
  readonly root?: EventTarget;
}

/** Fields that are codes of ours in every event that has them. What names a record, a measure, a rule or a topic is health data, or leads to it. */
const codes = ['code', 'format', 'channel'] as const;

/**
 * Passes what happened, and nothing of what it was about, to the host's analytics while the user agrees to that purpose.
 *
 * Before a decision, after `withdraw('analytics')` and after an erasure nothing is passed on; nothing is kept for later.
 * @returns how to stop
 */
export function analytics({ client, events, sink, root = document }: AnalyticsOptions): () => void {
  let given = false;
  let asked = 0;
  const ask = async (): Promise<void> => {
    const turn = ++asked;
    given = false; // until the answer is there
    const consents = await client.privacy.consents().catch(() => []); // no answer is no consent
    if (turn === asked) given = consents.some((consent) => consent.purpose === 'analytics' && consent.given);
  };
  const hear = (event: Event): void => {
    if (!given || !(event.target instanceof Element)) return;
    const detail = ((event as CustomEvent<unknown>).detail ?? {}) as Readonly<Record<string, unknown>>; // an object, read warily
    const code = codes.map((field) => detail[field]).find((value) => typeof value === 'string' && /^[a-z][a-z-]{0,30}$/.test(value));
    sink({
      name: event.type.replace(/^nelumbo-/, ''),
      element: event.target.localName.replace(/^nelumbo-/, ''),
      ...(code === undefined ? {} : { code: code as string }), // tested above
    });
  };
  const names = events.map((name) => `nelumbo-${name}`);
  for (const name of names) root.addEventListener(name, hear);
  const ends = [client.on('consent', () => void ask()), client.on('erased', () => void (asked++, (given = false)))];
  void ask();
  return () => {
    asked++;
    given = false;
    for (const end of ends) end();
    for (const name of names) root.removeEventListener(name, hear);
  };
}
