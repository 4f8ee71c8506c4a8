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

it('refuses data that is not whole', async () => {
  await expect(client.vitals.register({ measures: [{ ...peakFlow, units: [] }] })).rejects.toMatchObject({ code: 'unsupported' });
  const [profile] = plan.profiles;
  const unsourced = { ...plan, profiles: [{ ...profile!, rows: [{ ...profile!.rows[0]!, source: '' }] }] };
  await expect(client.vitals.register({ guidelines: unsourced })).rejects.toMatchObject({ code: 'unsupported' });
});

async function* pieces(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
