import { afterAll, expect, it } from 'vitest';
import { bundledContent } from '@nelumbo/content';
import { createClient } from '@nelumbo/core';
import { memoryPlatform } from '@nelumbo/core/memory';
import type { Observation } from '@nelumbo/core/fhir';
import type { GuidelineDocument, Measure } from '@nelumbo/core/vitals';

const now = Date.UTC(2026, 10, 22, 2, 0);
const peakFlow: Measure = {
  id: 'peak-flow',
  category: 'vital-signs',
  codes: ['19935-6'],
  alsoRead: [],
  display: 'Peak flow',
  names: { 'zh-CN': '呼气峰流速', en: 'Peak flow' },
  components: [{ id: 'value', code: '19935-6', display: 'Peak flow', refused: [30, 900], confirm: [60, 800] }],
  units: [{ code: 'L/min', step: 5 }],
  meaningful: 20,
};
const row = (id: string, en: string, span: readonly [number | null, number | null], tone: 'red' | 'yellow' | 'green') =>
  ({
    id,
    text: { en, 'zh-CN': en },
    value: { 'L/min': span },
    tone,
    status: tone === 'green' ? 'in-range' : 'low',
    source: 'plan',
    confidence: 'seen',
  }) as const;
const plan: GuidelineDocument = {
  version: '1',
  guidelines: [{ id: 'asthma-plan', title: { 'zh-CN': '哮喘行动计划', en: 'Asthma action plan' }, version: '2026' }],
  sources: { plan: { title: 'The clinic’s asthma action plan' } },
  glucosePairs: [],
  profiles: [
    {
      guideline: 'asthma-plan',
      measure: 'peak-flow',
      populations: ['adult'],
      population: 'adult',
      units: ['L/min'],
      rows: [row('red', 'Red zone', [null, 250], 'red'), row('yellow', 'Yellow zone', [250, 400], 'yellow'), row('green', 'Green zone', [400, null], 'green')],
    },
  ],
};
const client = await createClient({ platform: memoryPlatform({ webcrypto: globalThis.crypto, start: now }), content: bundledContent() });
afterAll(() => client.close());

it("a host's own measure, registered as data, is recorded, judged, charted, imported, reported and exported", async () => {
  const { vitals } = client;
  await vitals.register({ measures: [peakFlow], guidelines: plan });
  const reading = (value: number, ago: number) => ({ measure: 'peak-flow', values: { value }, at: now - ago });
  expect(await vitals.check(reading(20, 0))).toMatchObject({ refused: [{ reason: 'out-of-range', limits: [30, 900] }] });
  expect(await vitals.check(reading(850, 0))).toMatchObject({ refused: [], doubts: [{ reason: 'unusual' }] });
  const view = { guideline: 'asthma-plan' };
  for (const [value, id, tone] of [
    [249, 'yellow', 'watch'], // rounded to the step of 5 before it is judged
    [245, 'red', 'alert'],
    [250, 'yellow', 'watch'],
    [395, 'yellow', 'watch'],
    [400, 'green', 'good'],
  ] as const)
    expect(await vitals.classify(reading(value, 0), view)).toMatchObject({ row: { id }, tone, guideline: { id: 'asthma-plan' } });
  expect(await vitals.classify(reading(400, 0))).toMatchObject({ tone: 'unknown' }); // cn-2024 says nothing about it: never green

  const stored = await vitals.record([reading(380, 3_600_000), reading(430, 0)]);
  expect(stored.ok).toBe(true);
  expect((await vitals.import('csv', pieces('date,Peak flow\n2026-11-20 08:00,410\n2026-11-21 08:00,240\n'))).byMeasure).toEqual({ 'peak-flow': 2 });
  const series = await vitals.series({ measure: 'peak-flow', ...view });
  expect([...series.v['value']!]).toEqual([410, 240, 380, 430]);
  expect([...series.status].map((s) => series.classes[s]!.row?.id)).toEqual(['green', 'red', 'yellow', 'green']);
  const report = await vitals.report({ from: now - 5 * 86_400_000, to: now + 1, measures: ['peak-flow'] });
  expect(report.sections[0]).toMatchObject({ measure: { id: 'peak-flow' }, unit: 'L/min', figures: { readings: 4 } });
  expect((await vitals.exportBundle()).entry?.map((e) => (e.resource as unknown as Observation).code.coding?.[0]?.code)).toEqual(Array(4).fill('19935-6'));
});

it("converts a host's own unit by the factors that came with it, everywhere", async () => {
  const { vitals } = client;
  // Degrees of a scale of one's own: first = value x 0.5 + 10. No table of ours knows it.
  const stiffness: Measure = {
    ...peakFlow,
    id: 'stiffness',
    codes: ['77615-9'],
    display: 'Stiffness',
    components: [{ id: 'value', code: '77615-9', display: 'Stiffness', refused: [10, 110], confirm: [20, 100] }],
    units: [
      { code: 'kPa', step: 0.5 },
      { code: '{clinic score}', step: 1, toFirst: { factor: 0.5, plus: 10 }, aliases: ['points'] },
    ],
    meaningful: 2,
  };
  const first = { from: now - 7_200_000, measure: 'stiffness', ...{ guideline: 'stiff-plan' } };
  const profile = { ...plan.profiles[0]!, guideline: 'stiff-plan', measure: 'stiffness', units: ['kPa'] };
  const guidelines: GuidelineDocument = {
    ...plan,
    guidelines: [{ ...plan.guidelines[0]!, id: 'stiff-plan' }],
    profiles: [
      {
        ...profile,
        rows: [
          { ...profile.rows[2]!, value: { kPa: [null, 40] } },
          { ...profile.rows[0]!, id: 'high', value: { kPa: [40, null] }, status: 'high' },
        ],
      },
    ],
  };
  await vitals.register({ measures: [stiffness], guidelines });
  const inPoints = (value: number, ago = 0) => ({ measure: 'stiffness', values: { value }, unit: '{clinic score}', at: now - ago });

  expect(await vitals.check(inPoints(-1))).toMatchObject({ refused: [{ reason: 'out-of-range', limits: [0, 200] }] });
  expect(await vitals.check(inPoints(190))).toMatchObject({ refused: [], doubts: [{ reason: 'unusual' }] });
  expect(await vitals.classify(inPoints(59), { guideline: 'stiff-plan' })).toMatchObject({ row: { id: 'green' } }); // 39.5 kPa
  expect(await vitals.classify(inPoints(60), { guideline: 'stiff-plan' })).toMatchObject({ row: { id: 'high' }, tone: 'alert' }); // 40 kPa

  await vitals.record([{ measure: 'stiffness', values: { value: 25 }, unit: 'kPa', at: now - 3_600_000 }, inPoints(60)]);
  expect((await vitals.import('csv', pieces('date,Stiffness (points)\n2026-11-22 08:30,50\n'))).saved).toBe(1);
  const [kPa, points] = [await vitals.series({ ...first, unit: 'kPa' }), await vitals.series({ ...first, unit: '{clinic score}' })];
  expect([...kPa.v['value']!].sort()).toEqual([25, 35, 40]);
  expect([...points.v['value']!].sort()).toEqual([30, 50, 60]);
  expect(await vitals.check(inPoints(50))).toMatchObject({ refused: [] });
  const target = { measure: 'stiffness', component: 'value', unit: 'kPa', to: 35, by: 'clinician' } as const;
  expect(await vitals.classify(inPoints(51), { guideline: 'stiff-plan', targets: [target] })).toMatchObject({ target: { to: 35 } });
  expect((await vitals.classify(inPoints(50), { guideline: 'stiff-plan', targets: [target] })).tone).toBe('good');
  for (const factor of [0, -1, Number.NaN, Infinity])
    await expect(
      vitals.register({ measures: [{ ...stiffness, units: [stiffness.units[0]!, { ...stiffness.units[1]!, toFirst: { factor } }] }] }),
    ).rejects.toMatchObject({ code: 'unsupported' });
});

it('refuses data that is not whole', async () => {
  await expect(client.vitals.register({ measures: [{ ...peakFlow, units: [] }] })).rejects.toMatchObject({ code: 'unsupported' });
  const [profile] = plan.profiles;
  const unsourced = { ...plan, profiles: [{ ...profile!, rows: [{ ...profile!.rows[0]!, source: '' }] }] };
  await expect(client.vitals.register({ guidelines: unsourced })).rejects.toMatchObject({ code: 'unsupported' });
});

async function* pieces(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
