import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PushStore } from './store.js';

const minute = 60_000;
const ann = { tenant: 'one', patient: 'ann' };
const phone = { endpoint: 'https://push.example/phone', p256dh: 'k', auth: 'a', locale: 'zh-CN', names: false, created: 1 };
const late = 60 * minute;

let folder: string;
let store: PushStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nelumbo-push-'));
  store = new PushStore(folder);
  store.subscribe(ann, phone);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

it('tries a message again after 1, 2, 4, 8 and then every 16 minutes, until it is too late for it', () => {
  store.plan(ann, [{ key: 'dose', at: 0, text: undefined }]);
  store.claim(0, late);
  const tried: number[] = [];
  for (let now = 0; now <= 2 * late; now += minute) {
    store.claim(now, late);
    if (store.take(now)) tried.push(now / minute);
  }
  expect(tried).toEqual([0, 1, 3, 7, 15, 31, 47]);
  expect(store.nextAt()).toBeUndefined();
});

it('passes over a browser that is gone meanwhile, and says when the next one is due', () => {
  store.subscribe(ann, { ...phone, endpoint: 'https://push.example/tablet' });
  store.plan(ann, [
    { key: 'dose', at: 0, text: undefined },
    { key: 'later', at: 5 * minute, text: undefined },
  ]);
  expect(store.nextAt()).toBe(0);
  store.claim(0, late);
  const first = store.take(0)!;
  for (const { id } of store.subscriptions(ann)) if (id !== first.subscription.id) store.unsubscribe(ann, id);
  expect(store.take(0)).toBeUndefined();
  expect(store.nextAt()).toBe(minute); // the first again
  store.done(first);
  expect(store.nextAt()).toBe(5 * minute);
});
