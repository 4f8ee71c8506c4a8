import { expect } from '@open-wc/testing';
import type { Client, ClientEvents, ConsentState } from '@nelumbo/core';
import { analytics, type AnalyticsEvent } from './analytics.js';

/** The part of a client that is asked: its consents, and what it tells. */
function consenting(): { client: Client; decide(given: boolean): Promise<void>; erase(): void } {
  const listeners = new Map<string, (detail: never) => void>();
  let consents: ConsentState[] = [];
  const tell = <E extends keyof ClientEvents>(event: E, detail: ClientEvents[E]): void =>
    (listeners.get(event) as ((detail: ClientEvents[E]) => void) | undefined)?.(detail);
  const client = {
    privacy: { consents: () => Promise.resolve(consents) },
    on: (event: string, listener: (detail: never) => void) => (listeners.set(event, listener), () => listeners.delete(event)),
  } as unknown as Client; // nothing else of it is used
  return {
    client,
    async decide(given) {
      consents = [{ purpose: 'analytics', given }];
      tell('consent', { purpose: 'analytics', given });
      await Promise.resolve();
      await Promise.resolve();
    },
    erase: () => tell('erased', { scope: 'device' } as never),
  };
}

describe('analytics of the host', () => {
  let root: HTMLElement;
  let got: AnalyticsEvent[];
  const fire = (name: string, detail: object): boolean =>
    root.querySelector('nelumbo-vitals-entry')!.dispatchEvent(new CustomEvent(`nelumbo-${name}`, { detail, bubbles: true, composed: true }));
  beforeEach(() => {
    root = document.createElement('div');
    root.innerHTML = '<nelumbo-vitals-entry></nelumbo-vitals-entry>';
    got = [];
  });

  it('gets nothing before consent, after it was taken back, and after an erasure', async () => {
    const { client, decide, erase } = consenting();
    const stop = analytics({ client, events: ['saved'], sink: (event) => got.push(event), root });
    await Promise.resolve();
    fire('saved', { id: 'Observation/1' });
    expect(got).to.deep.equal([]);
    await decide(true);
    fire('saved', {});
    expect(got).to.have.length(1);
    await decide(false);
    fire('saved', {});
    await decide(true);
    erase();
    fire('saved', {});
    expect(got).to.have.length(1);
    await decide(true);
    stop();
    fire('saved', {});
    expect(got).to.have.length(1);
  });

  it('gets names and codes only: no id, no measure, no value, no text in place of a code', async () => {
    const { client, decide } = consenting();
    analytics({ client, events: ['saved', 'exported', 'error'], sink: (event) => got.push(event), root });
    await decide(true);
    fire('saved', { id: 'Observation/1', measure: 'glucose', tone: 'alert', values: { glucose: 16.5 } });
    fire('exported', { format: 'csv' });
    fire('error', { code: 'Glucose was 16.5' });
    fire('point', { measure: 'glucose' }); // not asked for
    expect(got).to.deep.equal([
      { name: 'saved', element: 'vitals-entry' },
      { name: 'exported', element: 'vitals-entry', code: 'csv' },
      { name: 'error', element: 'vitals-entry' },
    ]);
  });
});
