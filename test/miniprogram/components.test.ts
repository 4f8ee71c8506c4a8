import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@nelumbo/core';
import type { Transport } from '@nelumbo/core/platform';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';
import { bindingsOf, without } from './bindings.js';
import { built } from './built.js';
import { glassEasel, install, instead, moduleOf, openPage, simulate, type Engine, type View } from './engines.js';
import { modelOf, type Model } from './model.js';

vi.setConfig({ testTimeout: 60_000 });

type Runtime = { start(options: object): { client: Client }; setSettings(change: object): void; setLocale(locale: string): void };

let folder: string;
let runtime: Runtime;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nelumbo-mini-'));
  const assembler = '../../scripts/miniprogram/assemble.mjs';
  const { filesOf, write } = (await import(/* @vite-ignore */ assembler)) as {
    filesOf(dialect: string, scripts: object): Promise<object>;
    write(folder: string, files: object): void;
  };
  write(folder, await filesOf('wx', await built('wx')));
  openPage();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const phones: string[] = [];
let model: Model;
let open: View[] = [];
let clients: Client[] = [];

/** A phone with nothing on it; the client of a user. */
function phone(more: object = {}, transport?: Transport): Client {
  model = modelOf('wx', { later: (run) => void setImmediate(run) });
  model.api['makePhoneCall'] = ({ phoneNumber }: { phoneNumber: string }) => void phones.push(phoneNumber);
  install(model);
  runtime = moduleOf<Runtime>(folder, 'runtime/index.js');
  for (const family of ['vitals', 'medication', 'intake', 'encyclopedia']) moduleOf(folder, `${family}/family.js`);
  runtime.setSettings({ locale: 'zh-CN', care: false, theme: 'light' });
  const { client } = runtime.start({ platform: { ...platformOf(model), ...(transport && { transport }) }, ...more });
  clients.push(client);
  return client;
}
const platformOf = (of: Model) => wechatPlatform(of.api);
let wechatPlatform: (api: object) => object;
beforeAll(async () => {
  ({ wechatPlatform } = (await import('@nelumbo/miniprogram')) as never);
});
async function leave(): Promise<void> {
  for (const view of open) view.close();
  open = [];
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
}
afterEach(leave);

let patience = 15_000; // ms
const soon = (check: () => unknown) => expect.poll(check, { timeout: patience, interval: 5 });

/** What a component gives to its markup is on the screen, whatever is touched next. */
const whole = (view: View) => expect(view.missing()).toEqual([]);

type Group = (name: string, run: () => void) => void;
type Case = (name: string, run: () => Promise<void>, timeout?: number) => void;

/** The spec of every component. */
function spec(engine: Engine, describe: Group, it: Case): void {
  const mount = async (component: string, properties: object = {}) => {
    const view = await engine.mount(folder, component, properties);
    const checked: View = {
      ...view,
      tap(...what) {
        whole(view);
        view.tap(...what);
      },
      type(...what) {
        whole(view);
        view.type(...what);
      },
    };
    open.push(checked);
    return checked;
  };

  describe(`medication/today on ${engine.name}`, () => {
    const plan = { name: '二甲双胍', pattern: { amount: 1, unit: '{tablet}', times: ['00:00', '23:59'], start: '2026-01-01' } };

    it('says what to do first when there is no plan', async () => {
      phone();
      const view = await mount('medication/today/index');
      const added = view.on('add');
      await soon(() => view.text('.none-title')).toEqual(['这一天没有要用的药']);
      expect(view.count('.dose')).toBe(0);
      view.tap('.none .add');
      await soon(() => added).toEqual([{}]);
    });

    it('lists the doses, records one with a tap, and takes it back', async () => {
      const client = phone();
      const saved = await client.medication.plan({ ...plan, stock: 20 });
      expect(saved.ok).toBe(true);
      // Due now whatever the hour: a dose every hour of today.
      await client.medication.plan({ name: '阿司匹林', pattern: { amount: 1, unit: '{tablet}', everyHours: 1, start: '2026-01-01' } });
      const view = await mount('medication/today/index');
      const [taken, undone] = [view.on('taken'), view.on('undone')];
      await soon(() => view.count('.take')).toBeGreaterThan(0);
      expect(view.text('.name')).toContain('二甲双胍');
      expect(view.label('.take')[0]).toMatch(/^服药：/);
      view.tap('.take');
      await soon(() => taken.length).toBe(1);
      expect(taken[0]).toMatchObject({ plan: expect.stringMatching(/^MedicationRequest\//) as unknown });
      expect(Object.keys(taken[0] as object).sort()).toEqual(['id', 'plan', 'slot']);
      await soon(() => view.text('.bar')[0] ?? '').toContain('已记为服用');
      expect(view.text('.state').some((text) => text.includes('已服'))).toBe(true);
      view.tap('.undo-last');
      await soon(() => undone.length).toBe(1);
      await soon(() => view.count('.bar')).toBe(0);
    });

    it('opens what a dose offers besides, asks about another amount with both numbers, and records a reason', async () => {
      const client = phone();
      await client.medication.plan({ name: '阿司匹林', pattern: { amount: 1, unit: '{tablet}', everyHours: 1, start: '2026-01-01' } });
      const view = await mount('medication/today/index');
      const [taken, skipped] = [view.on('taken'), view.on('skipped')];
      await soon(() => view.count('.take')).toBeGreaterThan(0);
      view.tap('.do .more');
      await soon(() => view.count('.panel')).toBe(1);
      view.type('.amount', '2');
      view.tap('.record-other');
      await soon(() => view.text('.ask .banner-text').join()).toMatch(/1.*2/);
      view.tap('.confirm');
      await soon(() => taken.length).toBe(1);
      await soon(() => view.count('.take') + view.count('.record')).toBeGreaterThan(0);
      if (!view.count('.take')) return; // the only dose that was due is taken
      view.tap('.do .more');
      await soon(() => view.count('.skip')).toBeGreaterThan(0);
      // A tap while the dose before is still being written is passed over, as on the page.
      await soon(() => {
        if (!skipped.length && view.count('.skip')) view.tap('.skip');
        return skipped.length;
      }).toBe(1);
    });

    it('says what went wrong on a full phone, and keeps the dose open', async () => {
      const client = phone();
      await client.medication.plan({ name: '阿司匹林', pattern: { amount: 1, unit: '{tablet}', everyHours: 1, start: '2026-01-01' } });
      const view = await mount('medication/today/index');
      await soon(() => view.count('.take')).toBeGreaterThan(0);
      model.fault = (name) => (name === 'setStorage' ? 'quota' : undefined);
      view.tap('.take');
      await soon(() => view.text('.trouble')[0] ?? '').toContain('存储空间已满');
      expect(view.count('.take')).toBeGreaterThan(0);
      model.fault = undefined;
      view.tap('.take');
      await soon(() => view.text('.bar')[0] ?? '').toContain('已记为服用');
    });

    it('writes the times into the phone’s calendar on a tap, and says how many', async () => {
      const client = phone();
      await client.medication.plan(plan);
      const view = await mount('medication/today/index');
      await soon(() => view.count('.calendar')).toBe(1);
      view.tap('.calendar');
      await soon(() => view.text('.said')[0] ?? '').toContain('已加入 2 条');
      expect(model.events.map((event) => [event['repeatInterval'], event['title']])).toEqual([
        ['day', '该吃药了'],
        ['day', '该吃药了'],
      ]);
      expect(JSON.stringify(model.events)).not.toContain('二甲双胍');
    });

    it('speaks English and grows in care mode without being loaded again', async () => {
      phone();
      const view = await mount('medication/today/index');
      await soon(() => view.count('.none-title')).toBe(1);
      runtime.setLocale('en');
      runtime.setSettings({ care: true });
      await soon(() => view.text('.title')).toEqual(['Today’s medicines']);
      await soon(() => view.count('.care')).toBe(1);
    });
  });

  describe(`vitals/entry on ${engine.name}`, () => {
    it('takes 165/102, says what it means with its source, saves it, and tells no value', async () => {
      const client = phone();
      const view = await mount('vitals/entry/index', { measure: 'blood-pressure' });
      const saved = view.on('saved');
      await soon(() => view.count('.entry-input')).toBe(3);
      view.type('.entry-input', '165', 0);
      view.type('.entry-input', '102', 1);
      view.tap('.next');
      await soon(() => view.text('.hero')).toEqual(['165/102']);
      expect(view.text('.word')).toEqual(['过高']);
      expect(view.text('.mark')).toEqual(['↑']);
      expect(view.text('.grade')[0]).toContain('2级高血压');
      expect(view.text('.by')[0]).toContain('2024');
      view.tap('.save');
      await soon(() => saved.length).toBe(1);
      expect(Object.keys(saved[0] as object).sort()).toEqual(['id', 'measure', 'tone']);
      await soon(() => view.text('.done')[0] ?? '').toContain('已保存');
      expect((await client.vitals.latest('blood-pressure'))?.values).toEqual({ systolic: 165, diastolic: 102 });
      view.tap('.again');
      await soon(() => view.text('.last')[0] ?? '').toContain('165/102');
    });

    it('spreads 84/131 over the fields, asks whether they are swapped, and swaps them', async () => {
      phone();
      const view = await mount('vitals/entry/index');
      await soon(() => view.count('.entry-input')).toBe(3);
      view.type('.entry-input', '84/131');
      view.tap('.next');
      await soon(() => view.text('.swapped .banner-text')[0] ?? '').toContain('填反');
      view.tap('.swap');
      await soon(() => view.text('.hero')).toEqual(['131/84']);
    });

    it('refuses with a reason at the field and keeps what was typed', async () => {
      phone();
      const view = await mount('vitals/entry/index');
      const refused = view.on('refused');
      await soon(() => view.count('.entry-input')).toBe(3);
      view.type('.entry-input', '16');
      view.tap('.next');
      await soon(() => view.text('.error')[0] ?? '').toContain('300');
      expect(refused).toEqual([{ measure: 'blood-pressure', reason: 'out-of-range' }]);
      view.type('.entry-input', '165', 0);
      await soon(() => view.text('.error').filter((text) => text.includes('300'))).toEqual([]);
    });

    it('puts what to do first for an urgent reading, and calls', async () => {
      phone();
      const view = await mount('vitals/entry/index');
      await soon(() => view.count('.entry-input')).toBe(3);
      view.type('.entry-input', '192/124');
      view.tap('.next');
      await soon(() => view.text('.urgent .banner-text')[0] ?? '').toContain('120');
      view.tap('.call');
      await soon(() => phones.at(-1)).toBe('120');
    });

    it('says that nothing is saved on a full phone, and saves on the next try', async () => {
      phone();
      const view = await mount('vitals/entry/index');
      await soon(() => view.count('.entry-input')).toBe(3);
      view.type('.entry-input', '118/76');
      view.tap('.next');
      await soon(() => view.count('.save')).toBe(1);
      model.fault = (name) => (name === 'setStorage' ? 'quota' : undefined);
      view.tap('.save');
      await soon(() => view.text('.trouble .banner-text').join()).toContain('还没有保存');
      expect(view.count('.done')).toBe(0);
      model.fault = undefined;
      view.tap('.save');
      await soon(() => view.count('.done')).toBe(1);
    });

    it('chooses meal and unit by chips, and takes another time from the pickers', async () => {
      const client = phone();
      const view = await mount('vitals/entry/index', { measure: 'glucose', meal: 'fasting' });
      await soon(() => view.text('.chip.meal.on')).toEqual(['空腹']);
      view.tap('.chip.meal', 2);
      await soon(() => view.text('.chip.meal.on')).toEqual(['餐后']);
      view.tap('.earlier');
      await soon(() => view.count('.picker')).toBe(2);
      view.type('.picker', '2026-01-05', 0, 'change');
      view.type('.picker', '08:30', 1, 'change');
      view.type('.entry-input', '６，４');
      view.tap('.next');
      await soon(() => view.count('.save')).toBe(1);
      view.tap('.save');
      await soon(() => view.count('.done')).toBe(1);
      const kept = await client.vitals.latest('glucose');
      expect([kept?.values, kept?.context.meal, new Date(kept!.at + kept!.offset * 60_000).toISOString().slice(0, 16)]).toEqual([
        { value: 6.4 },
        'after',
        '2026-01-05T08:30',
      ]);
    });
  });

  describe(`vitals/chart on ${engine.name}`, () => {
    it('reads out the last value with its status, follows new readings and another span', async () => {
      const client = phone();
      const day = 86_400_000;
      const now = Date.now();
      const reading = (systolic: number, diastolic: number, ago: number) => ({
        measure: 'blood-pressure',
        values: { systolic, diastolic },
        unit: 'mm[Hg]',
        at: now - ago * day,
      });
      await client.vitals.record([reading(120, 78, 60), reading(132, 84, 3), reading(128, 82, 1)]);
      const view = await mount('vitals/chart/index', { measure: 'blood-pressure', range: '30d' });
      const ranges = view.on('range');
      await soon(() => view.text('.value')).toEqual(['128/82']);
      expect(view.text('.summary-text')[0]).toContain('2 次读数');
      expect(view.label('.plot')[0] ?? view.text('.summary-text')[0]).toContain('平均');
      view.tap('.range', 2);
      await soon(() => view.text('.summary-text')[0] ?? '').toContain('3 次读数');
      expect(ranges).toEqual([{ range: '90d' }]);
      await client.vitals.record(reading(165, 102, 0));
      await soon(() => view.text('.value')).toEqual(['165/102']);
      expect(view.text('.word')).toEqual(['过高']);
    });

    it('says so when there is nothing to draw', async () => {
      phone();
      const view = await mount('vitals/chart/index');
      await soon(() => view.text('.empty')).toEqual(['这段时间没有读数。']);
      expect(view.count('.plot')).toBe(0);
    });
  });

  describe(`intake/question on ${engine.name}`, () => {
    const questionnaire = 'urn:nelumbo:questionnaire:phq-9';

    it('asks one question a screen, refuses an empty one that must be answered, and goes back', async () => {
      phone();
      const view = await mount('intake/question/index', { src: questionnaire });
      await soon(() => view.count('.question-text')).toBeGreaterThan(0);
      expect(view.count('.options')).toBeLessThanOrEqual(1);
      for (let i = 0; i < 12 && !view.count('.option'); i++) view.tap('.next');
      await soon(() => view.count('.option')).toBeGreaterThan(1);
      const [question] = view.text('.question-text');
      view.tap('.option', 1);
      await soon(() => view.count('.option.on')).toBe(1);
      view.tap('.next');
      await soon(() => view.text('.question-text')[0]).not.toBe(question);
      view.tap('.page .back');
      await soon(() => view.text('.question-text')[0]).toBe(question);
      expect(view.count('.option.on')).toBe(1);
    });

    it('is answered to its end: reviewed, one answer changed, saved as a record', async () => {
      const client = phone();
      const view = await mount('intake/question/index', { src: 'urn:nelumbo:questionnaire:gad-7' });
      const completed = view.on('completed');
      await soon(() => view.count('.next')).toBe(1);
      for (let i = 0; i < 30 && !view.count('.submit'); i++) {
        if (view.count('.option') && !view.count('.option.on')) view.tap('.option', 1);
        const before = view.text('.progress')[0];
        view.tap('.next');
        await soon(() => view.count('.submit') || view.text('.progress')[0] !== before).toBeTruthy();
      }
      await soon(() => view.count('.answer')).toBeGreaterThan(6);
      view.tap('.edit', 0);
      await soon(() => view.count('.option')).toBeGreaterThan(1);
      view.tap('.option', 2);
      view.tap('.next');
      await soon(() => view.count('.submit')).toBe(1);
      view.tap('.submit');
      await soon(() => completed.length).toBe(1);
      await soon(() => view.text('.finished .title')[0] ?? '').toContain('已保存');
      expect(view.text('.score').join()).toContain('分');
      expect(await client.records.range({ type: 'QuestionnaireResponse' })).toHaveLength(1);
    }, 60_000);

    it('takes the whole screen for a red flag: what to do, a call, and going on', async () => {
      phone();
      const view = await mount('intake/question/index', { src: 'urn:nelumbo:questionnaire:chest-pain' });
      await soon(() => view.count('.next')).toBe(1);
      for (let i = 0; i < 60 && !view.count('.interrupt'); i++) {
        const before = view.text('.question-text').join();
        if (view.count('.option') && !view.count('.option.on')) {
          view.tap('.option', 0); // yes, and the first of each list
          await soon(() => view.count('.interrupt') || view.count('.option.on')).toBeTruthy();
          continue;
        }
        if (view.count('.number-row')) view.type('.typed', '6');
        view.tap('.next');
        await soon(() => view.count('.interrupt') || view.count('.error') || view.text('.question-text').join() !== before).toBeTruthy();
      }
      await soon(() => view.count('.interrupt')).toBe(1);
      expect(view.count('.page')).toBe(0);
      view.tap('.interrupt .call');
      await soon(() => phones.at(-1)).toBe('120');
      view.tap('.interrupt .go-on');
      await soon(() => view.count('.interrupt')).toBe(0);
      expect(view.count('.page')).toBe(1);
    }, 60_000);

    it('takes up a draft where it was left, and begins anew on demand', async () => {
      phone();
      const view = await mount('intake/question/index', { src: questionnaire });
      await soon(() => view.count('.next')).toBe(1);
      for (let i = 0; i < 12 && !view.count('.option'); i++) view.tap('.next');
      await soon(() => view.count('.option')).toBeGreaterThan(1);
      view.tap('.option', 1);
      await soon(() => view.count('.option.on')).toBe(1);
      view.close();
      open = open.filter((one) => one !== view);
      // The draft is saved a moment after the answer, whether or not the engine tells a component that it left the page.
      let again = view;
      await expect
        .poll(
          async () => {
            again = await mount('intake/question/index', { src: questionnaire });
            await soon(() => again.count('.next') + again.count('.resumed')).toBeGreaterThan(0);
            return again.count('.resumed');
          },
          { timeout: 10_000, interval: 200 },
        )
        .toBe(1);
      again.tap('.start-over');
      await soon(() => again.count('.resumed')).toBe(0);
      await soon(() => again.count('.option.on')).toBe(0);
    });

    it('says what went wrong when the form cannot be had, and tries again', async () => {
      phone();
      const view = await mount('intake/question/index', { src: 'urn:nelumbo:questionnaire:none' });
      await soon(() => view.text('.failure .banner-text')[0] ?? '').toContain('没有找到');
      view.set({ src: questionnaire });
      await soon(() => view.count('.next')).toBe(1);
    });
  });

  describe(`encyclopedia on ${engine.name}`, () => {
    it('shows a card for a name with its flag and source, and nothing for other words', async () => {
      phone();
      const view = await mount('encyclopedia/card/index', { query: '高血压' });
      const [silent, opened] = [view.on('silent'), view.on('opened')];
      await soon(() => view.text('.entry .title')).toEqual(['高血压']);
      expect(view.text('.summary-line')[0]!.length).toBeGreaterThan(10);
      expect(view.text('.badge')[0]).toContain('未经医学审核');
      if (view.count('.open')) {
        view.tap('.open');
        await soon(() => opened.length).toBe(1);
      }
      view.set({ query: '股票' });
      await soon(() => view.count('.entry')).toBe(0);
      await soon(() => silent.length).toBe(1);
    });

    it('answers crisis wording with lines that help, and calls one', async () => {
      phone();
      const view = await mount('encyclopedia/card/index', { query: '不想活了' });
      await soon(() => view.count('.crisis')).toBe(1);
      expect(view.count('.entry')).toBe(0);
      view.tap('.crisis .call');
      await soon(() => phones.at(-1)).toBe('12356');
    });

    it('suggests while typing, by pinyin too, and tells which was chosen', async () => {
      phone();
      const view = await mount('encyclopedia/search/index');
      const selected = view.on('selected');
      await soon(() => view.count('.query')).toBe(1);
      view.type('.query', 'gaoxueya');
      await soon(() => view.text('.match-title')[0]).toBe('高血压');
      view.tap('.match');
      await soon(() => selected.length).toBe(1);
      expect(selected[0]).toMatchObject({ id: expect.stringContaining('zh-CN/') as unknown });
      view.type('.query', '股票基金');
      await soon(() => view.text('.status')[0] ?? '').toContain('没有找到');
      view.tap('.clear');
      await soon(() => view.count('.status')).toBe(0);
      view.type('.query', '不想活了');
      await soon(() => view.count('.crisis')).toBe(1);
      view.tap('.crisis .call');
      await soon(() => phones.at(-1)).toBe('12356');
    });
  });

  describe(`storage/room on ${engine.name}`, () => {
    const MONTH = 31 * 86_400_000;
    const reading = (ago: number) => ({ measure: 'blood-pressure', values: { systolic: 120, diastolic: 80 }, unit: 'mm[Hg]', at: Date.now() - ago });
    const fhir = 'https://fhir.example';

    it('is not there while there is room; on demand it says how much, and that nothing may go without sync', async () => {
      phone();
      const view = await mount('storage/room/index');
      await soon(() => view.count('.failure') + view.count('.room')).toBe(0);
      view.set({ always: true });
      await soon(() => view.text('.used')[0] ?? '').toMatch(/^已用 [\d.]+ MB，共 10 MB$/);
      expect(view.text('.explained')[0]).toContain('没有打开同步');
      expect(view.count('.look') + view.count('.warning')).toBe(0);
    });

    it('warns before a write fails, offers old synced readings by date, asks, deletes them here alone, and brings them back', async () => {
      const server = new FhirServer();
      const client = phone({ api: { fhir } }, server.transport());
      await client.privacy.grant('sync');
      await client.vitals.record([...[30, 14, 13, 5].map((months) => reading(months * MONTH)), reading(0)]);
      await soon(async () => (await client.sync.now()).queued).toBe(0);
      client.sync.pause();
      await client.vitals.record(reading(29 * MONTH)); // the server does not have this one
      const view = await mount('storage/room/index');
      const released = view.on('released');
      model.disk.put('of the host', 'x'.repeat(500_000));
      model.total = Math.ceil(model.disk.used / 0.85);
      view.set({ always: false });
      await soon(() => view.text('.warning')[0] ?? '').toContain('快用完');
      view.tap('.look');
      await soon(() => view.text('.choice').map((text) => / (\d+) 条/.exec(text)![1])).toEqual(['1', '3', '4']);
      expect(view.text('.choice')[0]).toMatch(/^删除 \d{4} 年 \d+ 月以前、已经同步到服务器的 1 条读数$/);
      view.tap('.choice', 1);
      await soon(() => view.text('.question')[0] ?? '').toContain('3 条读数吗');
      view.tap('.no');
      await soon(() => view.count('.look')).toBe(1);
      view.tap('.look');
      await soon(() => view.count('.choice')).toBe(3);
      view.tap('.choice', 1);
      await soon(() => view.count('.yes')).toBe(1);
      view.tap('.yes');
      await soon(() => view.text('.said')[0] ?? '').toContain('已从这部手机上删除 3 条');
      expect(released).toEqual([{ count: 3 }]);
      const kept = async () => (await client.vitals.readings({ measure: 'blood-pressure' })).length;
      expect(await kept()).toBe(3);
      expect([...server.resources.keys()]).toHaveLength(5);
      view.tap('.close');
      model.total = 10 * 1024 * 1024;
      view.set({ always: true });
      client.sync.resume();
      await soon(() => view.count('.bring-back')).toBe(1);
      view.tap('.bring-back');
      await soon(() => view.text('.said')[0] ?? '').toContain('取回');
      await soon(async () => {
        await client.sync.now();
        return kept();
      }).toBe(6);
    });

    it('says so when nothing can go, and what went wrong when it could not', async () => {
      const client = phone({ api: { fhir } }, new FhirServer().transport());
      await client.privacy.grant('sync');
      client.sync.pause();
      await client.vitals.record(reading(14 * MONTH));
      const view = await mount('storage/room/index', { always: true });
      await soon(() => view.count('.look')).toBe(1);
      view.tap('.look');
      await soon(() => view.text('.none')[0] ?? '').toContain('不会被删除');
      await client.privacy.withdraw('sync');
      await soon(() => view.text('.explained')[0] ?? '').toContain('没有打开同步');
      model.fault = (name) => (name === 'getStorageInfo' ? 'fail' : undefined);
      view.set({ always: false });
      await soon(() => view.count('.failure')).toBe(1);
      model.fault = undefined;
      view.tap('.retry');
      await soon(() => view.count('.failure')).toBe(0);
    });
  });
}

for (const engine of [simulate, glassEasel])
  spec(engine, describe, (name, run, timeout) =>
    it(
      name,
      async () => {
        await run();
        for (const view of open) whole(view);
      },
      timeout ?? 60_000,
    ),
  );

// A binding of each component is broken, and the spec above has to fail. With BINDINGS=all (or a part of a component's name) all of them
// are, in turn: what the spec does not notice is listed, and fails the run. Of 553 it notices 304 so far; the others are states that no
// scenario reaches (a form's date fields, a dose taken early, a choice between two topics) and classes.
describe('a broken binding', () => {
  interface Scenario {
    readonly group: string;
    readonly name: string;
    readonly run: () => Promise<void>;
  }
  const scenarios: Scenario[] = [];
  let group = '';
  spec(
    glassEasel,
    (name, run) => {
      group = name;
      run();
    },
    (name, run) => scenarios.push({ group, name, run }),
  );

  /** Whether a scenario of the component fails. */
  async function isNoticed(component: string): Promise<boolean> {
    for (const { group: of, run } of scenarios) {
      if (!`${component} `.startsWith(of.split(' on ')[0]!)) continue;
      try {
        await run();
        for (const view of open) whole(view);
      } catch {
        return true;
      } finally {
        await leave().catch(() => undefined);
      }
    }
    return false;
  }

  const places = ['medication/today', 'vitals/entry', 'vitals/chart', 'intake/question', 'encyclopedia/card', 'encyclopedia/search', 'storage/room'];
  const { BINDINGS: wanted } = process.env;
  it('fails the spec', async () => {
    patience = wanted ? 1500 : 300;
    const survivors: string[] = [];
    let tried = 0;
    for (const place of places) {
      if (wanted && wanted !== 'all' && !place.includes(wanted)) continue;
      const markup = readFileSync(`${folder}/${place}/index.wxml`, 'utf8');
      const all = bindingsOf(markup);
      for (const binding of wanted ? all : all.slice(-1)) {
        instead.set(`${place}/index`, without(markup, binding));
        const noticed = await isNoticed(place);
        tried++;
        if (!noticed) survivors.push(`${place} ${binding.name}`);
        if (!noticed && wanted) console.log(`survives: ${survivors.at(-1)}`);
      }
      instead.clear();
    }
    if (wanted) console.log(`${tried} bindings broken, ${survivors.length} survive`);
    expect(survivors).toEqual([]);
    patience = 15_000;
  }, 3_600_000);
});
