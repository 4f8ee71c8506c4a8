// Today's list for 50 medications with ten years of answers, on a store that is only a list: what is measured is the family's own work.
import { createMedication } from '../../packages/core/src/medication/family.ts';
import { dosageOf } from '../../packages/core/src/medication/pattern.ts';
import { eventResource } from '../../packages/core/src/medication/event.ts';
import { compilePlan, planDoses } from '../../packages/core/src/medication/doses.ts';
import { planResource, readPlan } from '../../packages/core/src/medication/plan.ts';
import schedule from '../../packages/content/src/medication/schedule.ts';
import { zoneOf } from './nelumbo.mjs';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 22, 4, 30); // 12:30 in Shanghai
const zone = zoneOf('Asia/Shanghai');
const iso = (t) => `${new Date(t + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`;

const patterns = [
  [20, { amount: 1, unit: '{tablet}', times: ['08:00', '20:00'] }],
  [10, { amount: 1, unit: '{capsule}', times: ['07:30', '12:30', '18:30'] }],
  [10, { amount: 1, unit: '{tablet}', times: ['09:00'], weekdays: ['mon', 'wed', 'fri'] }],
  [5, { amount: 5, unit: 'mL', everyHours: 8, start: '2016-11-22' }],
  [5, { amount: 1, unit: '{tablet}', times: ['22:00'], everyDays: 2 }],
];

function history() {
  const plans = [];
  const events = [];
  const begin = now - 3652 * dayMs;
  for (const [count, pattern] of patterns) {
    for (let i = 0; i < count; i++) {
      const id = `plan-${plans.length}`;
      const dosages = [dosageOf(pattern)];
      const stock = { quantity: { value: 200, unit: 'x', code: pattern.unit }, since: iso(now - 20 * dayMs) };
      const resource = planResource({
        ...{
          id,
          group: id,
          concept: { text: `药 ${plans.length}` },
          dosages,
          authoredOn: iso(begin),
          from: iso(begin),
          stock,
          remind: true,
          prior: undefined,
          zone: undefined,
        },
      });
      plans.push(resource);
      const plan = readPlan(resource);
      const compiled = compilePlan(plan, { zone, anchors: schedule });
      for (const dose of planDoses(compiled, zone, begin, now - 3_600_000)) {
        const answer = { id: dose.id, slot: dose.slot, due: iso(dose.due) };
        events.push({
          at: dose.due,
          resource: eventResource({ id: `e-${events.length}`, plan, at: iso(dose.due + 300_000), dose: answer, amount: dose.amount }),
        });
      }
    }
  }
  return { plans, events };
}

/** Runs a task and gives the CPU ms of the longest turn in it: how long a page would not answer. */
async function turns(task) {
  let [longest, last, isOn] = [0, process.cpuUsage(), true];
  const beat = () => {
    const spent = process.cpuUsage(last);
    longest = Math.max(longest, (spent.user + spent.system) / 1000);
    last = process.cpuUsage();
    if (isOn) setImmediate(beat);
  };
  setImmediate(beat);
  const result = await task();
  await new Promise((done) => setImmediate(done));
  isOn = false;
  return { longest, result };
}

/** CPU ms of `day()`: the first with the records read, its longest turn, and the median of the next ones. */
export async function today(runs) {
  const { plans, events } = history();
  events.sort((a, b) => a.at - b.at);
  const written = plans.map((plan) => JSON.stringify(plan));
  const bodies = events.map(({ resource }) => JSON.stringify(resource));
  const place = (at) => {
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (events[middle].at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  // As a store answers: in a turn of its own, with records that were just parsed.
  const later = (make) => new Promise((done) => setImmediate(() => done(make())));
  const lists = {
    MedicationRequest: () => written.map((text) => JSON.parse(text)),
    MedicationAdministration: (from, to) => bodies.slice(place(from), place(to)).map((text) => JSON.parse(text)),
  };
  const records = {
    range: ({ type, from = -Infinity, to = Infinity }) => later(() => lists[type]?.(from, to) ?? []),
    doc: () => later(() => undefined),
  };
  const context = {
    records,
    clock: { now: () => now, after: () => () => undefined, offset: (t, name) => (name ? (zoneOf(name).toLocal(t) - t) / 60_000 : 480) },
    notifier: {},
    content: { read: () => Promise.resolve(schedule) },
    locale: () => 'zh-CN',
    emit: () => undefined,
    onChange: () => () => undefined,
  }; // what a day needs of it
  const family = createMedication(context);
  const cpu = async () => {
    const before = process.cpuUsage();
    await family.day();
    const spent = process.cpuUsage(before);
    return (spent.user + spent.system) / 1000;
  };
  const { longest: blockMs, result: firstMs } = await turns(cpu);
  const times = [];
  for (let i = 0; i < runs; i++) times.push(await cpu());
  const { doses } = await family.day();
  return { events: events.length, doses: doses.length, firstMs, blockMs, ms: times.sort((a, b) => a - b)[runs >> 1] };
}
