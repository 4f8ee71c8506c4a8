// Fifty medications over five civil years, 2026-01-01 inclusive to 2031-01-01 exclusive.
export const start = [2026, 1, 1];
export const end = [2031, 1, 1];
export function medications() {
  const all = [];
  const add = (count, med) => {
    for (let i = 0; i < count; i++) all.push({ ...med, id: all.length });
  };
  add(20, {
    kind: 'daily',
    every: 1,
    times: [
      [8, 0],
      [20, 0],
    ],
  });
  add(10, {
    kind: 'daily',
    every: 1,
    times: [
      [7, 30],
      [12, 30],
      [18, 30],
    ],
  });
  add(10, { kind: 'weekly', days: [1, 3, 5], times: [[9, 0]] }); // 0 = Sunday
  add(5, { kind: 'hours', every: 8, times: [[6, 0]] }); // elapsed time, not wall clock
  add(5, { kind: 'daily', every: 2, times: [[22, 0]] });
  return all;
}
export const two = (n) => String(n).padStart(2, '0');
const byDay = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
export const rule = (m) =>
  m.kind === 'hours'
    ? `FREQ=HOURLY;INTERVAL=${m.every}`
    : m.kind === 'weekly'
      ? `FREQ=WEEKLY;BYDAY=${m.days.map((d) => byDay[d]).join(',')}`
      : `FREQ=DAILY;INTERVAL=${m.every}`;
// One rule per time of day: BYHOUR with BYMINUTE is a cross product, so 08:00 + 20:30 cannot share a rule.
export const rules = (m) => m.times.map(([hour, minute]) => ({ hour, minute, rule: rule(m) }));
