import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecordStore } from '../fhir/record-store.js';
import { Connection } from './connection.js';
import { migrate, schemaVersion } from './migrations.js';
import { TenantDatabase } from './tenant-database.js';

let folder: string;
let database: TenantDatabase;
const reach = { id: 'ann', types: 'all', actions: ['create', 'read', 'update', 'delete', 'search'] } as const;
const scope = { tenant: 'one', user: 'ann', actors: [], patients: [reach], self: 'ann', service: false, allows: () => true };
const reading = (text = '') => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Pulse' },
  subject: { reference: 'Patient/ann' },
  note: [{ text }],
});
const store = (writing: boolean) => new RecordStore(database, scope, writing);
const count = () => store(false).search({ type: 'Observation', filters: [], count: 0, total: true }).total;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nelumbo-storage-'));
  database = new TenantDatabase(folder, 'one');
});
afterEach(async () => {
  vi.useRealTimers();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a tenant’s database', () => {
  it('shows nothing of an open transaction to readers, and all of it afterwards', async () => {
    let seen: number | undefined;
    await database.transaction(async () => {
      store(true).create(reading());
      await Promise.resolve();
      seen = count();
    });
    expect([seen, count()]).toEqual([0, 1]);
  });

  it('keeps nothing of a transaction that fails, and goes on with the next', async () => {
    const failing = database.transaction(() => {
      store(true).create(reading());
      throw new Error('after the write');
    });
    const next = database.transaction(() => store(true).create(reading()));
    await expect(failing).rejects.toThrow('after the write');
    await next;
    expect(count()).toBe(1);
  });

  it('runs writes one after the other, in the order in which they came', async () => {
    const order: number[] = [];
    await Promise.all(
      [0, 1, 2].map((n) =>
        database.transaction(async () => {
          order.push(n);
          for (let i = n; i < 3; i++) await Promise.resolve();
          order.push(n);
        }),
      ),
    );
    expect(order).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('says that the disk is full, keeps what it had, and takes writes again when there is space', async () => {
    await database.transaction(() => store(true).create(reading()));
    const pages = Number(database.writer.get('PRAGMA page_count')?.[0]);
    database.writer.exec(`PRAGMA max_page_count=${pages + 4}`);
    const refused = await database.transaction(() => store(true).create(reading('x'.repeat(200_000)))).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'SQLITE_FULL' });
    expect(count()).toBe(1);
    database.writer.exec('PRAGMA max_page_count=100000');
    await database.transaction(() => store(true).create(reading()));
    expect(count()).toBe(2);
  });

  it('never gives a time twice, though the clock goes back or the server starts anew', async () => {
    const first = await database.transaction(() => store(true).create(reading()));
    vi.useFakeTimers({ now: Date.now() - 86_400_000, toFake: ['Date'] });
    const second = await database.transaction(() => store(true).create(reading()));
    await database.close();
    database = new TenantDatabase(folder, 'one');
    const third = await database.transaction(() => store(true).create(reading()));
    const times = [first, second, third].map(({ meta }) => Date.parse(meta.lastUpdated));
    expect(times).toEqual([times[0], (times[0] ?? 0) + 1, (times[0] ?? 0) + 2]);
  });

  it('brings an older file up to date and leaves a newer one alone', () => {
    const file = join(folder, 'old.db');
    const old = new Connection(file);
    migrate(old, file, 1);
    const consent = {
      resourceType: 'Consent',
      id: 'c',
      status: 'active',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
      provision: {
        type: 'permit',
        actor: [{ reference: { reference: 'Practitioner/nina' } }],
        action: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'access' }] }],
        class: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Observation' }],
      },
    };
    old.run("INSERT INTO res VALUES (7, 'Consent', 'c', 'ann', 1, 5, 0, 0, 'POST', ?)", JSON.stringify(consent));
    old.exec("INSERT INTO audit VALUES (5, 'ann', 'create', 'Consent', 'c', 1)");
    migrate(old, file);
    expect(old.get('PRAGMA user_version')).toEqual([schemaVersion]);
    expect(old.get('SELECT count(*) FROM erasure')).toEqual([0]);
    expect(old.all('SELECT patient, at, user, action, type, id FROM audit')).toEqual([['ann', 5, 'ann', 'create', 'Consent', 'c']]);
    expect(old.all('SELECT actor, action, type, patient FROM permit')).toEqual([['reference Practitioner/nina', 'access', 'Observation', 'ann']]);
    old.exec(`PRAGMA user_version=${schemaVersion + 1}`);
    expect(() => migrate(old, file)).toThrow(/newer version/);
    old.close();
  });

  it('cannot be written through its reader', () => {
    expect(() => database.reader.run('DELETE FROM res')).toThrow();
  });
});
