import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@nelumbo/core';
import type { Dosage } from '@nelumbo/core/fhir';
import type { MiniPlatform } from '@nelumbo/miniprogram';
import { NelumboError } from '@nelumbo/core/i18n';
import type { Transport } from '@nelumbo/core/platform';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FhirServer } from '../sync/fhir-server.js';
import { bindingsOf, without } from './bindings.js';
import { built } from './built.js';
import { glassEasel, install, instead, moduleOf, openPage, simulate, standing, states, type Engine, type View } from './engines.js';
import { modelOf, type Model } from './model.js';
import { shownOf, type Given } from './shown/index.js';
import { difference, linesOf } from './shown/tree.js';
import { inSubpackages } from './subpackages.js';

type Runtime = { start(options: object): { client: Client }; setSettings(change: object): void; setLocale(locale: string): void };

let folder: string;
let made: string;
let runtime: Runtime;
beforeAll(async () => {
  made = folder = mkdtempSync(join(tmpdir(), 'nelumbo-mini-'));
  const assembler = '../../scripts/miniprogram/assemble.mjs';
  const { filesOf, write } = (await import(/* @vite-ignore */ assembler)) as {
    filesOf(dialect: string, scripts: object): Promise<object>;
    write(folder: string, files: object): void;
  };
  write(folder, await filesOf('wx', await built('wx')));
  if (process.env['LAYOUT'] === 'subpackages') folder = inSubpackages(folder, 'wx', 'all');
  openPage();
}, 120_000);
afterAll(() => [made, `${made}-built`].forEach((one) => rmSync(one, { recursive: true, force: true })));

const phones: string[] = [];
let model: Model;
let open: View[] = [];
let clients: Client[] = [];

/** A phone with nothing on it; the client of a user. */
function phone(more: object = {}, ports: object = {}): Client {
  model = modelOf('wx', { later: (run) => void setImmediate(run) });
  model.api['makePhoneCall'] = ({ phoneNumber }: { phoneNumber: string }) => void phones.push(phoneNumber);
  install(model);
  runtime = moduleOf<Runtime>(folder, 'runtime/index.js');
  for (const family of ['vitals', 'medication', 'intake', 'encyclopedia']) moduleOf(folder, `${family}/family.js`);
  runtime.setSettings({ locale: 'zh-CN', care: false, theme: 'light' });
  const { client } = runtime.start({ platform: { ...platformOf(model), ...ports }, ...more });
  clients.push(client);
  return client;
}
const platformOf = (of: Model) => wechatPlatform(of.api);
let wechatPlatform: (api: object, options?: object) => MiniPlatform;
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
const whole = (view: View) => expect(view.wrong()).toEqual([]);

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

    it('records what was missed at the hour it was due, or at another that is said, and reminds of nothing on a day gone by', async () => {
      const client = phone();
      await client.medication.plan({ name: '阿司匹林', pattern: { amount: 1, unit: '{tablet}', times: ['08:00', '20:00'], start: '2026-01-01' } });
      const view = await mount('medication/today/index', { date: '2026-01-05' });
      await soon(() => view.count('.record')).toBe(2);
      expect(view.count('.foot')).toBe(0);
      view.tap('.record');
      await soon(() => view.text('.at')).toEqual(['08:00']);
      view.tap('.record-other');
      await soon(() => view.text('.state')[0] ?? '').toContain('08:00');
      await soon(() => view.count('.record')).toBe(1);
      view.tap('.record');
      await soon(() => view.text('.at')).toEqual(['20:00']);
      view.type('.hour', '21:30', 0, 'change');
      await soon(() => view.text('.at')).toEqual(['21:30']);
      view.tap('.record-other');
      await soon(() => view.text('.state')[1] ?? '').toContain('21:30');
    });

    it('shows forty doses of very many at a time, and leads to the others', async () => {
      const client = phone();
      for (let i = 0; i < 3; i++)
        await client.medication.plan({ name: `药${i}`, pattern: { amount: 1, unit: '{tablet}', everyHours: 1, start: '2026-01-01' }, stock: 99 });
      const view = await mount('medication/today/index', { date: '2026-01-05' });
      await soon(() => view.count('.dose')).toBe(40);
      expect([view.text('.after'), view.count('.before'), view.count('.part')]).toEqual([['后面还有 32 项'], 0, 0]);
      const [first] = view.text('.time');
      view.tap('.after');
      await soon(() => view.count('.dose')).toBe(32);
      expect([view.text('.before'), view.count('.after')]).toEqual([['前面还有 40 项'], 0]);
      view.tap('.before');
      await soon(() => view.text('.time')[0]).toBe(first);
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
      expect(view.text('.entry-text')).toEqual(['偏高 120–139', '过高 140–159', '过高 160–179', '危急 ≥180']);
      expect(view.text('.line-text')).toEqual(['舒张压界值 90']);
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

    /** The engine of the first form that is opened stands when it is let go; its first look does not wait for that. */
    const held = () => {
      const real = platformOf(modelOf('wx', { later: (run) => void setImmediate(run) })).locks;
      const gate = { asked: 0, ended: false, letGo: (): void => undefined };
      const open = new Promise<void>((go) => (gate.letGo = go));
      const run: typeof real.run = async (name, how, task) => {
        const first = name.startsWith('intake/') && gate.asked++ === 0;
        if (first) await open;
        const done = await real.run(name, how, task);
        gate.ended ||= first;
        return done;
      };
      return { locks: { run, tell: real.tell.bind(real), hear: real.hear.bind(real) }, gate };
    };

    it('shows the first question before the engine stands; what is done meanwhile counts then, in order', async () => {
      const { locks, gate } = held();
      phone({}, { locks });
      const view = await mount('intake/question/index', { src: questionnaire });
      const moved = view.on('moved');
      await soon(() => view.count('.option')).toBe(4);
      expect(view.count('.busy')).toBe(0);
      const [question, progress] = [view.text('.question-text')[0], view.text('.progress')[0]];
      view.tap('.next'); // nothing is answered yet: this one must not go on
      view.tap('.option', 1);
      view.tap('.option', 2);
      expect(view.count('.option.on')).toBe(0);
      expect(view.text('.question-text')).toEqual([question]);
      gate.letGo();
      await soon(() => view.count('.option.on')).toBe(1);
      expect([view.text('.question-text')[0], view.text('.progress')[0]]).toEqual([question, progress]);
      expect(view.text('.option.on .tick').concat(moved.map(String))).toEqual(['✓']);
      view.tap('.next');
      await soon(() => moved).toEqual([{ position: 1, of: expect.any(Number) as number }]);
      view.tap('.page .back');
      await soon(() => view.text('.question-text')[0]).toBe(question);
      expect(view.text('.option.on .option-text')).toEqual([view.text('.option .option-text')[2]]);
    });

    it('lets no red flag of the first question pass while the engine is read', async () => {
      const { locks, gate } = held();
      const url = 'https://host.example/forms/flag';
      const rule = {
        ...{ id: 'r', title: '现在胸口痛', textEquivalent: '马上呼救' },
        code: [{ coding: [{ system: 'urn:nelumbo:urgency', code: 'emergency-ambulance' }] }],
        condition: [{ kind: 'applicability', expression: { language: 'text/fhirpath', expression: "%resource.item.where(linkId='now').answer.value = true" } }],
      };
      const flagged = {
        ...{ resourceType: 'Questionnaire', url, status: 'active', title: '胸口' },
        contained: [{ resourceType: 'PlanDefinition', id: 'rules', url: 'urn:nelumbo:triage:held', status: 'active', action: [rule] }],
        extension: [{ url: 'urn:nelumbo:fhir:triage-rules', valueCanonical: '#rules' }],
        item: [
          { linkId: 'now', type: 'boolean', text: '现在还痛吗？' },
          { linkId: 'then', type: 'string', text: '从什么时候开始？' },
        ],
      };
      const body = JSON.stringify(flagged);
      phone({}, { locks, transport: { send: () => Promise.resolve({ status: 200, header: () => 'application/fhir+json', body }) } });
      const view = await mount('intake/question/index', { src: url });
      await soon(() => view.text('.question-text')).toEqual(['现在还痛吗？']);
      view.tap('.option', 0);
      view.tap('.next');
      expect(view.text('.question-text')).toEqual(['现在还痛吗？']);
      gate.letGo();
      await soon(() => view.text('.interrupt .strong')).toEqual(['马上呼救']);
      expect(view.count('.page')).toBe(0);
      view.tap('.interrupt .go-on');
      await soon(() => view.text('.question-text')).toEqual(['从什么时候开始？']);
    });

    it('opens only the last form that was asked for, and forgets what was done on the one before', async () => {
      const { locks, gate } = held();
      phone({}, { locks });
      const view = await mount('intake/question/index', { src: questionnaire });
      const moved = view.on('moved');
      await soon(() => view.count('.option')).toBe(4);
      view.tap('.option', 3);
      view.tap('.next');
      await soon(() => gate.asked).toBe(1);
      view.set({ src: 'urn:nelumbo:questionnaire:headache' });
      await soon(() => view.text('.form-title')).toEqual(['头痛问诊']);
      await soon(() => gate.asked).toBe(2);
      const [question] = view.text('.question-text');
      view.type('.typed', '一跳一跳');
      view.tap('.next');
      await soon(() => view.text('.question-text')[0]).not.toBe(question);
      view.tap('.page .back');
      await soon(() => view.text('.question-text')[0]).toBe(question);
      expect(moved).toHaveLength(2); // there and back
      gate.letGo();
      await soon(() => gate.ended).toBe(true); // the form before was closed
      expect([view.text('.form-title')[0], view.text('.question-text')[0]]).toEqual(['头痛问诊', question]);
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
      for (let i = 0; i < 60 && !view.count('.submit'); i++) {
        if (view.count('.interrupt')) view.tap('.interrupt .go-on');
        await soon(() => view.count('.interrupt')).toBe(0);
        const before = view.text('.progress').join();
        if (view.count('.option') && !view.count('.option.on')) {
          view.tap('.option', 0);
          await soon(() => view.count('.interrupt') || view.count('.option.on')).toBeTruthy();
          continue;
        }
        if (view.count('.number-row')) view.type('.typed', '6');
        view.tap('.next');
        await soon(() => view.count('.submit') || view.count('.interrupt') || view.text('.progress').join() !== before).toBeTruthy();
      }
      view.tap('.submit');
      await soon(() => view.count('.finished .banner.alert')).toBeGreaterThan(0);
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
            if (!again.count('.start-over')) again.close();
            return again.count('.start-over');
          },
          { timeout: 10_000, interval: 200 },
        )
        .toBe(1);
      model.fault = (name) => (name === 'setStorage' ? 'quota' : undefined);
      again.tap('.start-over');
      await soon(() => again.count('.page .trouble')).toBe(1); // and the draft is still there
      model.fault = undefined;
      again.tap('.start-over');
      await soon(() => again.count('.resumed')).toBe(0);
      await soon(() => again.count('.option.on')).toBe(0);
    });

    it('keeps a form that is open on two pages on one of them, and goes on here when asked; a draft that is not kept is told', async () => {
      phone();
      const below = await mount('intake/question/index', { src: questionnaire });
      await soon(() => below.count('.option')).toBe(4);
      below.tap('.option', 1);
      await soon(() => below.count('.option.on')).toBe(1);
      const above = await mount('intake/question/index', { src: questionnaire });
      await soon(() => above.text('.resumed .banner-text')[0] ?? '').toContain('另一个页面');
      expect(above.count('.start-over')).toBe(0);
      await soon(() => above.count('.option')).toBe(4);
      above.tap('.option', 3); // would be kept nowhere
      above.tap('.resumed .go-on');
      await soon(() => above.count('.resumed')).toBe(0);
      await soon(() => above.count('.option.on')).toBe(1);
      expect(above.text('.option.on .option-text')).toEqual([above.text('.option .option-text')[1]]);
      await soon(() => below.text('.resumed .banner-text')[0] ?? '').toContain('另一个页面');
      model.fault = (name) => (name === 'setStorage' ? 'quota' : undefined);
      above.tap('.option', 2);
      await soon(() => above.text('.page .trouble')[0] ?? '').toContain('草稿没有存上');
      model.fault = undefined;
      above.tap('.option', 3);
      await soon(() => above.count('.page .trouble')).toBe(0);
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
      const client = phone({ api: { fhir } }, { transport: server.transport() });
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
      const client = phone({ api: { fhir } }, { transport: new FhirServer().transport() });
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

  // What the scenarios above do not lead to. At each step the whole screen is compared.
  describe(`states of medication/today on ${engine.name}`, () => {
    const local = (time: string) => new Date(`2026-03-10T${time}:00`).getTime();
    const at = (time: string) => ({ clock: { ...platformOf(modelOf('wx')).clock, now: () => local(time) } });
    const tablet = (times: readonly string[], name = '二甲双胍') => ({ name, pattern: { amount: 1, unit: '{tablet}', times, start: '2026-01-01' } });

    it('at half past midnight: a dose of yesterday, one that was skipped, one to take early, little stock, and no amount', async () => {
      const client = phone({}, at('00:30'));
      await client.medication.plan({ ...tablet(['23:55']), stock: 1 });
      await client.medication.plan(tablet(['00:20', '08:00'], '阿司匹林'));
      const view = await mount('medication/today/index');
      const skipped = view.on('skipped');
      await soon(() => view.text('.when .small')).toEqual(['昨天']);
      view.tap('.do .more', 2); // 08:00
      await soon(() => view.count('.early')).toBe(1);
      view.tap('.early');
      await soon(() => view.text('.state').some((text) => text.includes('已服'))).toBe(true);
      view.tap('.do .more');
      await soon(() => view.count('.amount')).toBe(1);
      view.type('.amount', '');
      view.tap('.record-other');
      await soon(() => view.count('.panel .error')).toBe(1);
      for (const many of [1, 2]) {
        if (!view.count('.skip')) view.tap('.do .more');
        await soon(() => view.count('.skip')).toBeGreaterThan(0);
        await soon(() => {
          if (skipped.length < many) view.tap('.skip'); // passed over while the one before is being written
          return skipped.length;
        }).toBe(many);
        await soon(() => view.count('.panel')).toBe(0);
      }
      view.tap('.do .more'); // 00:20, which was skipped
      await soon(() => view.count('.panel .undo')).toBe(1);
      expect(view.count('.early')).toBe(1);
      view.tap('.panel .undo');
      await soon(() => view.count('.take')).toBe(1);
    });

    it('as needed: taken once, asked about a second time, left for now, taken anyway', async () => {
      const client = phone({}, at('12:00'));
      const doseQuantity = { value: 1, unit: '{capsule}', code: '{capsule}', system: 'http://unitsofmeasure.org' };
      const everySixHours = { repeat: { frequency: 1, period: 6, periodUnit: 'h' } } as const;
      const dosages: readonly Dosage[] = [{ timing: everySixHours, asNeededBoolean: true, doseAndRate: [{ doseQuantity }] }];
      const saved = await client.medication.plan({ name: '布洛芬', dosages, stock: 1 });
      expect(saved.ok).toBe(true);
      const view = await mount('medication/today/index');
      const taken = view.on('taken');
      await soon(() => view.count('.once')).toBe(1);
      view.tap('.once');
      await soon(() => taken.length).toBe(1);
      await soon(() => {
        if (!view.count('.needed .ask')) view.tap('.once'); // a tap while the dose before is being written is passed over
        return view.count('.needed .ask');
      }).toBe(1);
      view.tap('.not-now');
      await soon(() => view.count('.needed .ask')).toBe(0);
      view.tap('.once');
      await soon(() => view.count('.once-anyway')).toBe(1);
      view.tap('.once-anyway');
      await soon(() => taken.length).toBe(2);
    });

    it('another day, to be looked at only; and a day without anything', async () => {
      const client = phone({}, at('12:00'));
      await client.medication.plan(tablet(['08:00', '20:00']));
      const view = await mount('medication/today/index', { date: '2026-03-09', readonly: true });
      await soon(() => view.count('.dose')).toBe(2);
      expect(view.count('button') - view.count('.foot button')).toBe(0);
      view.set({ date: '2025-03-09' });
      await soon(() => view.count('.none')).toBe(1);
      expect(view.count('.none .add')).toBe(0);
    });

    it('where the calendar is missing: one message for the next dose, refused and accepted; storage that may be emptied', async () => {
      let accepts = false;
      const client = phone({});
      const wx = model.api;
      delete wx['addPhoneRepeatCalendar'];
      const platform = wechatPlatform(model.api, { templates: ['t1'] });
      runtime.start({ platform });
      void client.close();
      const { client: now } = runtime.start({ user: 'u2', platform: { ...platform, ...at('12:00') } });
      clients.push(now);
      Object.defineProperty(now, 'durable', { value: false });
      await now.medication.plan(tablet(['20:00']));
      model.fault = (name) => (name === 'requestSubscribeMessage' && !accepts ? 'fail' : undefined);
      const view = await mount('medication/today/index');
      await soon(() => view.count('.subscribe')).toBe(1);
      expect(view.text('.durable')[0]).toContain('同步');
      view.tap('.subscribe');
      await soon(() => view.text('.said')[0] ?? '').toContain('没有加上');
      accepts = true;
      await soon(() => {
        if (view.count('.subscribe')) view.tap('.subscribe');
        return view.text('.said')[0] ?? '';
      }).toContain('一条消息');
    });
  });

  describe(`states of vitals on ${engine.name}`, () => {
    it('entry: another unit that fits, a time to come, a doubt, and a check that fails', async () => {
      const client = phone();
      const view = await mount('vitals/entry/index', { measure: 'glucose', meal: 'fasting' });
      Object.defineProperty(client, 'durable', { value: false });
      await soon(() => view.count('.entry-input')).toBe(1);
      view.type('.entry-input', '110');
      view.tap('.next');
      await soon(() => view.count('.fits')).toBe(1);
      view.tap('.use-unit');
      await soon(() => view.text('.hero')).toEqual(['110']);
      view.tap('.back');
      await soon(() => view.count('.earlier')).toBe(1);
      view.tap('.earlier');
      await soon(() => view.count('.picker')).toBe(2);
      view.type('.picker', '2099-01-01', 0, 'change');
      view.tap('.next');
      await soon(() => view.count('.choice .error')).toBe(1);
      view.tap('.now');
      const { vitals } = client;
      Object.assign(vitals, { check: () => Promise.reject(new NelumboError('storage-full', 'no room')) });
      view.tap('.next');
      await soon(() => view.count('.trouble')).toBe(1);
      Reflect.deleteProperty(vitals, 'check');
      for (let i = 0; i < 2; i++) {
        view.tap('.next');
        await soon(() => view.count('.save')).toBe(1);
        if (i) expect(view.text('.doubt .banner-text')[0]).toContain('110');
        view.tap('.save');
        await soon(() => view.count('.again')).toBe(1);
        if (i) return;
        view.tap('.again');
        await soon(() => view.count('.entry-input')).toBe(1);
        view.type('.entry-input', '110');
      }
    });

    it('a measure that is not known, and words in English for larger eyes', async () => {
      phone();
      for (const component of ['vitals/entry/index', 'vitals/chart/index']) {
        const view = await mount(component, { measure: 'mood' });
        await soon(() => view.text('.card .muted')[0] ?? '').toContain('mood');
        runtime.setLocale('en');
        runtime.setSettings({ care: true, theme: 'dark' });
        await soon(() => view.count('.box.care.dark')).toBe(1);
        runtime.setSettings({ locale: 'zh-CN', care: false, theme: 'light' });
      }
    });
  });

  describe(`states of intake/question on ${engine.name}`, () => {
    const ask = (linkId: string, type: string, text: string, more: object = {}) => ({ linkId, type, text, ...more });
    const hint = (valueString: string) => ({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/entryFormat', valueString }] });
    const unit = {
      url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
      valueCoding: { code: 'kg', display: 'kg', system: 'http://unitsofmeasure.org' },
    };
    const coding = (code: string, display: string) => ({ valueCoding: { system: 'urn:x', code, display } });
    const questionnaire = {
      resourceType: 'Questionnaire',
      url: 'https://host.example/forms/all',
      status: 'active',
      title: '各种问题',
      extension: [{ url: 'urn:nelumbo:fhir:triage-rules', valueCanonical: 'https://host.example/rules/none' }],
      item: [
        ask('g', 'group', '一组', {
          item: [
            ask('many', 'choice', '哪些', { repeats: true, answerOption: [coding('a', '甲'), coding('b', '乙')] }),
            ask('n', 'integer', '几次', { required: true, ...hint('0 到 9') }),
            ask('kg', 'quantity', '体重', { extension: [unit] }),
            ask('s', 'string', '名字', hint('姓名')),
            ask('t', 'text', '经过', hint('慢慢说')),
            ask('d', 'date', '哪天'),
            ask('h', 'time', '几点'),
            ask('m', 'dateTime', '什么时候'),
            ask('f', 'attachment', '照片'),
            ask('r', 'string', '已知', { readOnly: true, initial: [{ valueString: '写好的' }] }),
          ],
        }),
      ],
    };
    const transport: Transport = {
      send: () => Promise.resolve({ status: 200, header: () => 'application/fhir+json', body: JSON.stringify(questionnaire) }),
    };
    const answers: Readonly<Record<string, (view: View) => void>> = {
      哪些: (view) => view.tap('.option'),
      几次: (view) => view.type('.typed', '3'),
      体重: (view) => view.type('.typed', '70'),
      名字: (view) => view.type('.typed', '小明'),
      经过: (view) => view.type('.typed', '昨天开始'),
      哪天: (view) => view.type('.picked', '2026-03-01', 0, 'change'),
      几点: (view) => view.type('.picked', '08:30', 0, 'change'),
      什么时候(view) {
        view.type('.picked', '2026-03-01', 0, 'change');
        view.type('.picked', '08:30', 1, 'change');
      },
    };

    it('searches a list of very many options, and keeps what was chosen in sight', async () => {
      const answerOption = Array.from({ length: 500 }, (_none, i) => coding(`c${i}`, `第 ${i} 种药`));
      const form = { ...questionnaire, extension: [], item: [ask('drug', 'choice', '哪一种', { answerOption }), ask('why', 'string', '为什么')] };
      const body = JSON.stringify(form);
      phone({}, { transport: { send: () => Promise.resolve({ status: 200, header: () => 'application/fhir+json', body }) } });
      const view = await mount('intake/question/index', { src: questionnaire.url });
      await soon(() => view.count('.option')).toBe(30);
      view.type('.seek', '第 49');
      await soon(() => view.text('.option-text')).toEqual([49, ...Array.from({ length: 10 }, (_none, i) => 490 + i)].map((i) => `第 ${i} 种药`));
      expect(view.text('.found')).toEqual(['找到 11 项']);
      view.tap('.option', 4);
      await soon(() => view.text('.option.on .option-text')).toEqual(['第 493 种药']);
      view.type('.seek', '第 7 种');
      await soon(() => view.text('.option-text')).toEqual(['第 493 种药', '第 7 种药']);
      view.tap('.next');
      await soon(() => view.text('.question-text')).toEqual(['为什么']);
      view.tap('.page .back');
      await soon(() => view.count('.option')).toBe(31);
    });

    it('every kind of question, an answer that must be given, and a record that cannot be kept', async () => {
      phone({}, { transport });
      const view = await mount('intake/question/index', { src: questionnaire.url });
      const [web, completed] = [view.on('web'), view.on('completed')];
      runtime.setSettings({ care: true });
      await soon(() => view.count('.next')).toBe(1);
      const asked: string[] = [];
      for (let i = 0; i < 20 && !view.count('.submit'); i++) {
        const [question = ''] = view.text('.question-text');
        asked.push(question);
        const [page] = view.text('.progress');
        if (view.count('.open-web')) {
          view.tap('.open-web');
          await soon(() => web.length).toBe(1);
        }
        if (question === '几次') {
          view.tap('.next');
          await soon(() => view.count('.question .error')).toBe(1);
        }
        answers[question]?.(view);
        await soon(() => view.count('.question .error')).toBe(0);
        view.tap('.next');
        await soon(() => view.count('.submit') || view.text('.progress')[0] !== page).toBeTruthy();
      }
      expect(asked).toEqual(expect.arrayContaining(Object.keys(answers)));
      // Back to the first question and on again: each field is shown with its answer.
      for (const [button, times] of [
        ['.page .back, .review .back', asked.length],
        ['.next', asked.length],
      ] as const)
        for (let i = 0; i < times; i++) {
          const [page] = view.text('.progress');
          whole(view);
          view.tap(button);
          await soon(() => view.text('.progress')[0]).not.toBe(page);
        }
      await soon(() => view.count('.submit')).toBe(1);
      model.fault = (name) => (name === 'setStorage' ? 'quota' : undefined);
      view.tap('.submit');
      await soon(() => view.count('.review .trouble')).toBe(1);
      model.fault = undefined;
      view.tap('.submit');
      await soon(() => completed.length).toBe(1);
    });
  });

  describe(`states of encyclopedia on ${engine.name}`, () => {
    const match = (id: string, title: string) => ({ id: `zh-CN/${id}`, title, name: title, kind: 'alias', confidence: 0.6 });

    it('card: another name, lines beneath a mental-health topic, its article, and none without a server', async () => {
      const client = phone();
      const { encyclopedia } = client;
      const view = await mount('encyclopedia/card/index', { query: '抑郁' });
      await soon(() => view.text('.alias')[0] ?? '').toContain('抑郁');
      view.tap('.support .call');
      await soon(() => phones.at(-1)).toBe('12356');
      view.set({ query: '血压高' });
      await soon(() => view.text('.alias')[0] ?? '').toContain('血压高');
      Object.assign(encyclopedia, { localEntry: () => Promise.reject(new NelumboError('offline', 'no network')) });
      view.tap('.open');
      await soon(() => view.count('.entry .trouble')).toBe(1);
      const html = '<h3>症状</h3><p>多数人没有感觉。</p><ul><li>头痛</li></ul>';
      Object.assign(encyclopedia, { localEntry: () => Promise.resolve({ sections: [{ title: '概述', html }] }) });
      view.tap('.open');
      await soon(() => view.text('.piece')).toEqual(['概述', '症状', '多数人没有感觉。', '头痛']);
      view.tap('.article .close');
      await soon(() => view.count('.article')).toBe(0);
    });

    it('card: a name of two topics, and a failure that goes away', async () => {
      const client = phone();
      const { encyclopedia } = client;
      Object.assign(encyclopedia, { resolve: () => Promise.reject(new NelumboError('offline', 'no network')) });
      const view = await mount('encyclopedia/card/index', { query: '感冒' });
      await soon(() => view.count('.failure')).toBe(1);
      const matches = [match('common-cold', '普通感冒'), match('influenza', '流行性感冒')];
      Object.assign(encyclopedia, { resolve: () => Promise.resolve({ status: 'ambiguous', matches }) });
      view.tap('.retry');
      await soon(() => view.text('.which .chip')).toEqual(['普通感冒', '流行性感冒']);
      runtime.setSettings({ care: true });
      view.tap('.which .chip', 1);
      await soon(() => view.text('.entry .title')).toEqual(['流行性感冒']);
    });

    it('search: found by another name, and words for a failure', async () => {
      const client = phone();
      const view = await mount('encyclopedia/search/index', { placeholder: '找找看' });
      runtime.setSettings({ care: true });
      await soon(() => view.count('.query')).toBe(1);
      view.type('.query', '打喷嚏流鼻涕感冒');
      view.type('.query', '血压高');
      await soon(() => view.text('.match .small')).toEqual(['血压高']);
      Object.assign(client.encyclopedia, { suggest: () => Promise.reject(new NelumboError('offline', 'no network')) });
      view.type('.query', '感');
      await soon(() => view.count('.trouble')).toBe(1);
    });
  });

  describe(`states of storage/room on ${engine.name}`, () => {
    it('full, in care mode, and a look that fails', async () => {
      const client = phone({ api: { fhir: 'https://fhir.example' } }, { transport: new FhirServer().transport() });
      await client.privacy.grant('sync');
      model.total = Math.ceil(model.disk.used / 0.999);
      runtime.setSettings({ care: true });
      const view = await mount('storage/room/index');
      await soon(() => view.count('.banner.alert.warning')).toBe(1);
      Object.assign(client.privacy, { removable: () => Promise.reject(new NelumboError('storage-full', 'no room')) });
      view.tap('.look');
      await soon(() => view.count('.room .trouble')).toBe(1);
    });
  });

  for (const component of ['medication/today/index', 'vitals/entry/index', 'vitals/chart/index', 'intake/question/index'])
    describe(`states of ${component} on ${engine.name}`, () => {
      it('says that the storage cannot be read, and reads it on the next try', async () => {
        phone();
        model.fault = (name) => (name === 'getStorageInfo' ? 'fail' : undefined);
        const view = await mount(component, component.startsWith('intake') ? { src: 'urn:nelumbo:questionnaire:phq-9' } : {});
        await soon(() => view.count('.failure')).toBe(1);
        expect(view.count('.busy')).toBe(0);
        model.fault = undefined;
        view.tap('.retry');
        await soon(() => view.count('.failure') + view.count('.busy')).toBe(0);
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

// Bindings are broken in turn, on both engines: shown for the data that the spec above led the component to, the screen has to differ from
// what `shown/` says of that data, which is what the spec compares after each change. A tenth of them here, all with BINDINGS=all.
describe('a broken binding', () => {
  interface Scenario {
    readonly group: string;
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
    (_name, run) => scenarios.push({ group, run }),
  );
  const places = Object.keys(shownOf);
  const markupOf = (place: string) => readFileSync(`${folder}/${standing.at(`${place}.wxml`)}`, 'utf8');

  /** What a state has that another may lack: a part that is there, a word of a list, a yes. */
  function featuresOf(data: unknown, path = ''): string[] {
    if (Array.isArray(data)) return data.flatMap((one) => featuresOf(one, `${path}[]`));
    if (typeof data === 'object' && data !== null) return Object.entries(data).flatMap(([name, value]) => featuresOf(value, `${path}.${name}`));
    return [`${path}=${typeof data !== 'string' || /^[a-z-]{0,20}$/i.test(data) ? String(data) : 'words'}`];
  }

  /** States of a component, fewest that have all there is to see first; each with every name there is, as data that was taken back. */
  function statesOf(place: string): readonly Given[] {
    const all = [...(states.get(place)?.values() ?? [])];
    const names = Object.fromEntries(all.flatMap((data) => Object.keys(data as object)).map((name) => [name, null]));
    const left = all.map((data) => ({ data: { ...names, ...data }, features: new Set(featuresOf(data)) }));
    const seen = new Set<string>();
    const first: Given[] = [];
    for (;;) {
      const gain = ({ features }: { features: Set<string> }) => [...features].filter((one) => !seen.has(one)).length;
      const [best] = left.toSorted((a, b) => gain(b) - gain(a));
      if (!best || !gain(best)) break;
      for (const one of best.features) seen.add(one);
      first.push(best.data);
      left.splice(left.indexOf(best), 1);
    }
    return [...first, ...left.map(({ data }) => data)];
  }

  beforeAll(async () => {
    if (places.every((place) => states.has(place))) return; // the spec ran before, in this file
    for (const { run } of scenarios) {
      await run();
      await leave();
    }
  }, 120_000);

  for (const engine of [glassEasel, simulate])
    it(`shows on ${engine.name}`, () => {
      const survivors: string[] = [];
      let tried = 0;
      for (const place of places) {
        const markup = markupOf(place);
        const bindings = bindingsOf(markup).filter((_, i) => process.env['BINDINGS'] === 'all' || i % 10 === 9);
        const bare = engine.bare([markup, ...bindings.map((binding) => without(markup, binding))]);
        const screens = statesOf(place).map((data) => ({ data, lines: linesOf(shownOf[place]!(data), engine.handlers) }));
        for (const { data, lines } of screens.slice(0, 10)) expect(difference(lines, bare.show(0, data))).toBeUndefined(); // whole, it is right
        bindings.forEach(({ name }, i) => {
          tried++;
          if (!screens.some(({ data, lines }) => difference(lines, bare.show(i + 1, data)))) survivors.push(`${place} ${name}`);
        });
        bare.close();
      }
      if (process.env['BINDINGS']) console.log(`${engine.name}: ${tried} bindings broken, ${survivors.length} not noticed`);
      expect(survivors).toEqual([]);
    }, 600_000);

  it('fails the scenarios of its component', async () => {
    patience = 300;
    const survivors: string[] = [];
    for (const place of places) {
      const markup = markupOf(place);
      instead.set(place, without(markup, bindingsOf(markup).at(-1)!)); // there are some
      let noticed = false;
      for (const { run } of scenarios.filter(({ group: of }) => place.startsWith(of.replace('states of ', '').split(' on ')[0]!))) {
        try {
          await run();
          for (const view of open) whole(view);
        } catch {
          noticed = true;
        } finally {
          await leave().catch(() => undefined);
        }
        if (noticed) break;
      }
      if (!noticed) survivors.push(place);
    }
    instead.clear();
    patience = 15_000;
    expect(survivors).toEqual([]);
  }, 120_000);
});
