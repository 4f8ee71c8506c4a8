import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { enterPressure, expect, open, portalUrl, test, watch } from './portal.js';

test('a raw dump of the device’s databases holds no readable health text', async ({ page }) => {
  await open(page, '#/health');
  await enterPressure(page, 165, 102);
  const dump = await page.evaluate(async () => {
    const decode = new TextDecoder('utf-8', { fatal: false });
    // Bytes apart from strings and numbers: three given bytes stand in 30 kB of noise by chance once in some 500 runs.
    const bytes: string[] = [];
    const text = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return text(new Uint8Array(value));
      if (value instanceof Uint8Array) {
        bytes.push(decode.decode(value));
        return '[bytes]';
      }
      if (value instanceof CryptoKey) return `[key extractable=${value.extractable}]`;
      if (Array.isArray(value)) return value.map(text).join(' ');
      if (value && typeof value === 'object')
        return Object.entries(value)
          .map(([k, v]) => `${k} ${text(v)}`)
          .join(' ');
      return String(value);
    };
    const all = async <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('IndexedDB'));
      });
    let rows = 0;
    const said: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      said.push(name!);
      const db = await all(indexedDB.open(name!));
      for (const store of db.objectStoreNames) {
        const [keys, values] = await Promise.all([
          all(db.transaction(store).objectStore(store).getAllKeys()),
          all(db.transaction(store).objectStore(store).getAll()),
        ]);
        rows += keys.length;
        said.push(store, text(keys), text(values));
      }
      db.close();
    }
    return { rows, text: said.join('\n'), bytes: bytes.join('\n'), local: JSON.stringify({ ...localStorage }) };
  });
  expect(dump.rows).toBeGreaterThan(3);
  expect(dump.bytes.length).toBeGreaterThan(300);
  for (const word of ['85354', 'Observation', 'systolic', '血压', 'mm[Hg]', '林小荷', 'LOINC', 'loinc', 'subject', '"value"'])
    expect(`${dump.text}\n${dump.bytes}`.includes(word), `"${word}" stands in the database`).toBe(false);
  // Short words as words of their own: the digits of a time stamp or of a hash may hold them.
  for (const word of ['165', '102', '8480', 'lin']) expect(dump.text, `"${word}" stands in the database`).not.toMatch(new RegExp(`\\b${word}\\b`));
  expect(dump.text).not.toContain('extractable=true');
  expect(dump.local).not.toMatch(/\b165\b|Observation|eyJ/); // no reading, no token
});

test('a full disk is told, keeps what was typed, and the next try saves it', async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    (window as unknown as { full: boolean }).full = false;
    IDBObjectStore.prototype.put = function (...args: Parameters<typeof put>) {
      if ((window as unknown as { full: boolean }).full) throw new DOMException('The disk is full.', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
  await open(page, '#/health');
  const entry = page.locator('nelumbo-vitals-entry[measure="blood-pressure"]');
  await entry.getByLabel(/收缩压/).fill('131');
  await entry.getByLabel(/舒张压/).fill('83');
  await entry.getByRole('button', { name: '下一步' }).click();
  await page.evaluate(() => ((window as unknown as { full: boolean }).full = true));
  await entry.getByRole('button', { name: /保存/ }).click();
  await expect(entry.getByRole('alert')).toContainText('存储空间已满');
  await expect(entry.getByText('131').first()).toBeVisible();
  await page.evaluate(() => ((window as unknown as { full: boolean }).full = false));
  await entry.getByRole('button', { name: /保存/ }).click();
  await expect(entry.getByRole('button', { name: '再记一次' })).toBeVisible();
});

test('what the browser deleted by itself is told in words, also on the next visit', async ({ page }) => {
  await open(page, '#/health');
  await enterPressure(page, 131, 83);
  await page.goto('about:blank');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(portalUrl('')).origin, storageTypes: 'indexeddb' });
  await open(page, '#/privacy');
  await expect(page.locator('nelumbo-privacy-center').getByText('浏览器删除了此前保存在这里的记录')).toBeVisible();
  await page.reload(); // not only on the visit that found it
  await expect(page.locator('nelumbo-privacy-center').getByText('浏览器删除了此前保存在这里的记录')).toBeVisible();
  await expect(page.locator('nelumbo-sync-status').getByText('浏览器删除了这台设备上的记录')).toBeVisible();
});

test('a lost device key is told in words and nothing is wiped', async ({ page }) => {
  await open(page, '#/health');
  await enterPressure(page, 131, 83);
  await page.goto('about:blank');
  await page.goto(portalUrl('favicon.svg')); // same origin, without the SDK running
  const before = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map((d) => d.name!);
    const keys = names.find((name) => name.endsWith('keks'))!;
    const open = (name: string): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('open'));
      });
    const db = await open(keys);
    const stranger = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const writing = db.transaction([...db.objectStoreNames], 'readwrite');
    for (const store of db.objectStoreNames) {
      const objects = writing.objectStore(store);
      const request = objects.getAllKeys();
      request.onsuccess = () => {
        for (const key of request.result) if (objects.keyPath === null) objects.put(stranger, key);
      };
    }
    // The page is left right after this: what is not committed by then is taken back.
    await new Promise<void>((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(new Error('aborted'));
    });
    db.close();
    return names;
  });
  await open(page, '#/health');
  await expect(page.getByText(/打不开这里的数据/).first()).toBeVisible();
  const after = await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name!));
  for (const name of before) expect(after).toContain(name);
});

test.describe('where the browser refuses to store', () => {
  // Site data blocked in the browser's own settings: Chromium then refuses IndexedDB with an UnknownError.
  const blocked = async (run: (page: Page) => Promise<void>): Promise<void> => {
    const profile = mkdtempSync(join(tmpdir(), 'nelumbo-blocked-'));
    mkdirSync(join(profile, 'Default'));
    writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
    const { launchOptions } = test.info().project.use;
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, headless: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      const problems: string[] = [];
      watch(page, problems);
      await run(page);
      expect(problems).toEqual([]);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };

  test('records are kept for the visit, and every place of entry says so before anything is typed', async () => {
    await blocked(async (page) => {
      await page.goto(portalUrl('#/health'));
      const refusal = await page.evaluate(
        () =>
          new Promise<string>((resolve) => {
            try {
              const request = indexedDB.open('probe');
              request.onerror = () => resolve(request.error!.name);
              request.onsuccess = () => resolve('');
            } catch (thrown) {
              resolve((thrown as DOMException).name);
            }
          }),
      );
      expect(refusal, 'this browser should refuse').not.toBe('');
      const entry = page.locator('nelumbo-vitals-entry[measure="blood-pressure"]');
      await expect(entry.getByText('本次访问结束后记录不会保留')).toBeVisible();
      await enterPressure(page, 131, 83);
      await page.goto(portalUrl('#/privacy'));
      const center = page.locator('nelumbo-privacy-center');
      await expect(center.getByText('只保留到本次访问结束')).toBeVisible();
      await expect(center.getByRole('button', { name: /^测量记录/ })).toBeVisible();
      await page.reload();
      await expect(center.getByText('只保留到本次访问结束')).toBeVisible();
      await expect(center.getByRole('button', { name: /^测量记录/ })).toHaveCount(0);
    });
  });
});
