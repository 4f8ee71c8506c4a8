// The cases of dst-cases.json, each engine, in one host time zone: run with TZ set.  node dst.mjs name=path name=path
import { readFileSync } from 'node:fs';

const cases = JSON.parse(readFileSync(new URL('./dst-cases.json', import.meta.url), 'utf8'));
const results = {};
for (const [name, path] of process.argv.slice(2).map((arg) => arg.split('='))) {
  const engine = (await import(path)).default;
  let right = 0;
  const check = (expected, work) => {
    try {
      if (JSON.stringify(work()) === JSON.stringify(expected)) right++;
    } catch {
      // an engine that throws has not found the dose
    }
  };
  const minute = (t) => `${new Date(t).toISOString().slice(0, 16)}Z`;
  for (const c of cases.daily) check(c.expect, () => engine.daily(c.zone, c.first, ...c.time, c.expect.length).map(minute));
  for (const c of cases.everyHours) {
    const hours = (list) => list.map((t, i) => (t - list[i - 1]) / 3_600_000).slice(1);
    check(c.expectHours, () => hours(engine.everyHours(c.zone, c.first, c.hour, c.step, c.expectHours.length + 1)));
  }
  results[name] = `${right}/${cases.daily.length + cases.everyHours.length}`;
}
console.log(JSON.stringify(results));
