import { expect, it } from 'vitest';
import alertsDocument from '../../../content/src/vitals/alerts.js';
import guidelines from '../../../content/src/vitals/guidelines.js';
import measuresDocument from '../../../content/src/vitals/measures.js';
import { vitalsOver } from './testing.js';

const now = Date.UTC(2026, 10, 22, 2, 0); // 10:00 in Shanghai
const documents = { 'vitals/measures': measuresDocument, 'vitals/guidelines': guidelines, 'vitals/alerts': alertsDocument };

it('an urgent reading is told although a slip of the same day was corrected before', async () => {
  const { vitals, events, clock } = vitalsOver(documents, { now });
  const slip = await vitals.record({ measure: 'blood-pressure', values: { systolic: 192, diastolic: 110 }, at: now, context: { setting: 'home' } });
  if (!slip.ok) throw new Error('refused');
  await vitals.watch();
  await vitals.edit(slip.value[0]!.ref, { values: { systolic: 129, diastolic: 80 } });
  expect((await vitals.alerts()).map((alert) => alert.state)).toEqual(['withdrawn']);
  clock.advance(6 * 3_600_000);
  await vitals.record({ measure: 'blood-pressure', values: { systolic: 205, diastolic: 125 }, at: clock.now(), context: { setting: 'home' } });
  const alerts = await vitals.alerts();
  expect(alerts.map(({ id, state, at }) => ({ id, state, at }))).toEqual([{ id: 'blood-pressure-urgent@1/2026-11-22', state: 'open', at: clock.now() }]);
  expect(events.map((event) => event.type)).toEqual(['alert', 'alert']);
  await vitals.watch();
  expect(events).toHaveLength(2); // and once only
  await vitals.close();
});
