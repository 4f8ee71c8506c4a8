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

describe('the chart is drawn', () => {
  const record = `client.vitals.record({ measure: 'heart-rate', values: { value: 72 }, unit: '/min', at: Date.now() - 6e4 })`;
  /** What a component asks about its own screen: a canvas 300 px wide, 40 px from the left. */
  const asking = (node: object) => ({
    createSelectorQuery: () => ({
      select(selector: string) {
        expect(selector).toBe('#plot');
        return this;
      },
      fields(_wanted: object, done: (found: object) => void) {
        done({ ...node, width: 300, height: 200, left: 40 });
        return this;
      },
      exec: () => undefined,
    }),
  });

  it('on a canvas of type 2d: tt', async () => {
    const drawn: string[] = [];
    const context = new Proxy({}, { get: (_none, name) => () => void drawn.push(String(name)), set: () => true });
    const node = { width: 0, height: 0, getContext: () => context };
    const chart = played('tt', await on('tt', files), 'vitals/chart', { measure: 'heart-rate' }, { instance: asking({ node }) });
    await chart.layer.run(record);
    await expect.poll(() => drawn).toContain('fillText');
  });

  it('by instructions on Baidu, whose canvas has no node, and found again under a finger', async () => {
    const drawn: [name: string, ...given: unknown[]][] = [];
    const model = modelOf('swan');
    const made: unknown[][] = [];
    model.api['createCanvasContext'] = (...given: unknown[]) => {
      made.push(given);
      return new Proxy(
        {},
        {
          get:
            (_none, name) =>
            (...what: unknown[]) =>
              void drawn.push([String(name), ...what]),
        },
      );
    };
    const chart = played('swan', await on('swan', files), 'vitals/chart', { measure: 'heart-rate' }, { model, random: hostRandom, instance: asking({}) });
    await chart.layer.run(record);
    await expect.poll(() => drawn.at(-1)).toEqual(['draw']);
    const names = drawn.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['setFillStyle', 'setStrokeStyle', 'setLineWidth', 'setTextAlign', 'setTextBaseline', 'arc', 'fillText']));
    expect(names).not.toContain('scale');
    expect(drawn).toContainEqual(['setFontSize', 12]);
    expect(made[0]).toEqual([chart.instance.data['canvasId'], chart.instance]);
    expect(chart.instance.data['canvasId']).toMatch(/^nelumbo-\d+$/);

    expect(chart.again().instance.data['canvasId']).not.toBe(chart.instance.data['canvasId']); // one of a kind on a page

    await chart.layer.run(`client.vitals.record({ measure: 'heart-rate', values: { value: 64 }, unit: '/min', at: Date.now() - 10 * 864e5 })`);
    await expect.poll(() => chart.instance.data['summary']).toContain('2 次');
    expect(chart.instance.data['value']).toBe('72');
    const touched = () => {
      chart.tap('touch', {}, {}, [{ clientX: 40 + 230, pageX: 40 + 230 }]); // of 30 days that is nearer to the tenth before today
      return chart.instance.data['value'] as string;
    };
    await expect.poll(touched).toBe('64'); // once it is drawn
  });
});
