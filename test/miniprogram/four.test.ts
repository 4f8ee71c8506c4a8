// Every component on each platform, as its documents say that components live and are touched: lives.ts plays them.
import { beforeAll, describe, expect, it } from 'vitest';
import { built, on } from './built.js';
import { played, type Data } from './lives.js';
import { hostRandom, modelOf } from './model.js';
import type { Files } from './sandbox.js';

const dialects = ['wx', 'tt', 'my', 'swan'] as const;

let files: Files;
beforeAll(async () => {
  files = await built('wx');
}, 120_000);

describe('each component shows itself', () => {
  const first: Readonly<Record<string, [props: Record<string, unknown>, shows: (data: Data) => unknown]>> = {
    'vitals/entry': [{ measure: 'blood-pressure' }, ({ typing }) => typing?.fields.length],
    'vitals/chart': [{ measure: 'blood-pressure' }, ({ empty }) => empty],
    'medication/today': [{}, ({ none }) => none?.title],
    'intake/question': [{ src: 'urn:nelumbo:questionnaire:phq-9' }, ({ page }) => page?.questions.length],
    'encyclopedia/search': [{}, ({ placeholder }) => placeholder],
    'storage/room': [{}, ({ frame }) => !frame.busy && !frame.failure],
  };
  for (const dialect of dialects)
    it(`on ${dialect}`, async () => {
      const own = await on(dialect, files);
      for (const [component, [props, shows]] of Object.entries(first)) {
        const one = played(dialect, own, component, props, { random: hostRandom });
        await expect.poll(() => shows(one.instance.data), { message: component }).toBeTruthy();
        one.end();
      }
    }, 60_000);

  for (const dialect of ['my', 'swan'] as const)
    it(`and says why nothing is kept where the platform has no secure randomness: ${dialect}`, async () => {
      const entry = played(dialect, await on(dialect, files), 'vitals/entry', { measure: 'blood-pressure' });
      await expect.poll(() => entry.instance.data['frame'].failure).toBe('这里还不能加密保存健康记录，所以什么都不会保存。');
    });
});

it('asks on Alipay by a call for the day and the hour of an earlier reading, and keeps what was there when nothing is chosen', async () => {
  const entry = played('my', await on('my', files), 'vitals/entry', { measure: 'blood-pressure' }, { random: hostRandom });
  const when = () => entry.instance.data['typing']?.when as { readonly day: string; readonly time: string };
  await expect.poll(when).toBeTruthy();
  entry.tap('earlier');
  const before = when().day;
  expect(before).toMatch(/^\d{4}-\d\d-\d\d$/);

  entry.tap('earlierDay', { picker: 'date', at: before }); // closed
  await expect.poll(() => entry.model.calls.filter((name) => name === 'datePicker').length).toBe(1);
  expect(when().day).toBe(before);
  entry.model.user.picks = '2026/11/20'; // as some clients write it
  entry.tap('earlierDay', { picker: 'date', at: before });
  await expect.poll(() => when().day).toBe('2026-11-20');
  entry.model.user.picks = '07:45';
  entry.tap('earlierTime', { picker: 'time', at: when().time });
  await expect.poll(when).toMatchObject({ day: '2026-11-20', time: '07:45' });
});

describe('the chart finds its canvas', () => {
  for (const [dialect, from] of [
    ['tt', 'the component'],
    ['swan', 'the platform'],
  ] as const)
    it(`by ${from}: ${dialect}`, async () => {
      const asked: unknown[] = [];
      const drawn: string[] = [];
      const context = new Proxy(
        {},
        { get: (_none, name) => (name === 'measureText' ? () => ({ width: 10 }) : () => void drawn.push(String(name))), set: () => true },
      );
      const query = () => ({
        in(component: object) {
          asked.push(component);
          return this;
        },
        select(selector: string) {
          asked.push(selector);
          return this;
        },
        fields(_wanted: object, done: (found: object) => void) {
          done({ node: { width: 0, height: 0, getContext: () => context }, width: 300, height: 200 });
          return this;
        },
        exec: () => undefined,
      });
      const model = modelOf(dialect);
      if (from === 'the platform') model.api['createSelectorQuery'] = query;
      const chart = played(
        dialect,
        await on(dialect, files),
        'vitals/chart',
        { measure: 'heart-rate' },
        { model, random: hostRandom, ...(from === 'the component' && { instance: { createSelectorQuery: query } }) },
      );
      await chart.layer.run(`client.vitals.record({ measure: 'heart-rate', values: { value: 72 }, unit: '/min', at: Date.now() - 6e4 })`);
      await expect.poll(() => drawn).toContain('stroke');
      expect(asked[0]).toBe(from === 'the platform' ? chart.instance : '#plot');
    });
});
