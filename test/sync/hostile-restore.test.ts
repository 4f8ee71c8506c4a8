import type { Observation } from '@nelumbo/core/fhir';
import { describe, expect, it } from 'vitest';
import type { Stored } from './fhir-server.js';
import { reading, setUp, stored } from './set-up.js';

/** A server put back to what it was when `backup` was taken. */
const restore = (server: { resources: Map<string, Stored[]> }, backup: ReadonlyMap<string, Stored[]>) => {
  server.resources.clear();
  for (const [sid, versions] of backup) server.resources.set(sid, [...versions]);
};

describe('a server restored from an older backup', () => {
  it('gets what is written next, with what others wrote before, and the device keeps what it had', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    const id = refs[0]!.split('/')[1]!;
    const backup = new Map([...server.resources].map(([sid, versions]) => [sid, [...versions]]));
    for (const value of ['2', '3']) {
      await client.records.write([{ put: reading(value, id) }]);
      await client.sync.now();
    }
    const { refs: later } = await client.records.write([{ put: reading('new since') }]);
    await client.sync.now();
    restore(server, backup);
    server.change(id, { note: [{ text: 'seen by Dr Li' }] });
    expect(await client.sync.now()).toMatchObject({ state: 'idle', queued: 0, dead: 0 });
    expect(await client.records.get(later[0]!)).toMatchObject({ valueString: 'new since' });
    await client.records.write([{ put: { ...(await client.records.get<Observation>(refs[0]!))!, valueString: '4' } }]);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ valueString: '4', note: [{ text: 'seen by Dr Li' }] }]);
  });
  it('says that it has a record no more when that is changed, and takes it anew if the user wants', async () => {
    const { client, server } = await setUp();
    const { refs } = await client.records.write([{ put: reading('1') }]);
    await client.sync.now();
    restore(server, new Map());
    await client.records.write([{ put: reading('2', refs[0]!.split('/')[1]) }]);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 1 });
    const [letter] = await client.sync.deadLetters();
    expect(letter).toMatchObject({ reason: 'gone' });
    await client.sync.retry(letter!.seq);
    expect(await client.sync.now()).toMatchObject({ queued: 0, dead: 0 });
    expect(stored(server)).toMatchObject([{ valueString: '2' }]);
  });
});
