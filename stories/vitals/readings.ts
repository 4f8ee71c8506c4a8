import type { Client } from '@nelumbo/core';
import type { Reading } from '@nelumbo/core/vitals';

const day = 86_400_000;

/** A small generator with a fixed seed, so that a story looks the same each time. Mean 0, about -1 to 1. */
function wobble(): () => number {
  let state = 20_261;
  const next = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  return () => (next() + next() + next() - 1.5) / 1.5;
}

/** Local midnight so many days ago, milliseconds since 1970 UTC. */
const midnight = (daysAgo: number): number => {
  const date = new Date();
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
};

/** Home pressures of a treated person, mornings and evenings, with a holiday gap and a few spikes. */
export function pressures(days: number): Reading[] {
  const noise = wobble();
  const readings: Reading[] = [];
  for (let d = days; d > 0; d--) {
    const away = d > 40 && d < 50;
    for (const hour of [7.4, 20.2]) {
      const [a, b] = [noise(), noise()];
      if (away || b > 0.55) continue;
      const systolic = Math.round(121 + d / 12 + a * 14 + (a > 0.72 ? 24 : 0));
      readings.push({
        measure: 'blood-pressure',
        values: { systolic, diastolic: Math.round(77 + d / 25 + b * 10) },
        at: midnight(d) + hour * 3_600_000,
        context: { setting: 'home' },
      });
    }
  }
  return readings;
}

/** Finger sticks, fasting and two hours after supper. */
export function glucose(days: number): Reading[] {
  const noise = wobble();
  return Array.from({ length: days * 2 }, (_, i): Reading => {
    const fasting = i % 2 === 0;
    const value = (fasting ? 5.7 : 7.6) + noise() * (fasting ? 0.9 : 1.8);
    return {
      measure: 'glucose',
      values: { value: Math.round(value * 10) / 10 },
      at: midnight(days - Math.floor(i / 2)) + (fasting ? 7 : 20.5) * 3_600_000,
      context: { setting: 'home', meal: fasting ? 'fasting' : 'after' },
    };
  });
}

/** A sensor's glucose, every quarter of an hour: up after meals, a little higher every other day. */
export function sensorGlucose(days: number): Reading[] {
  const noise = wobble();
  const start = midnight(days);
  const meals = [7.5, 12.3, 18.6];
  return Array.from({ length: days * 96 }, (_, i): Reading => {
    const hour = (i % 96) / 4;
    const risen = meals.reduce((sum, meal) => sum + (hour > meal ? 11 * (hour - meal) * Math.exp(-(hour - meal) / 0.9) : 0), 0);
    const value = 5.4 + 0.7 * Math.cos(((hour - 5) / 24) * 2 * Math.PI) + risen * (Math.floor(i / 96) % 2 ? 1.25 : 0.9) + noise() * 0.7;
    return { measure: 'glucose', values: { value: Math.round(value * 10) / 10 }, at: start + i * 900_000, context: { setting: 'sensor' } };
  }).filter(({ at = 0 }) => at <= Date.now());
}

/** So many pressures, close together. */
export function densePressures(count: number): Reading[] {
  const noise = wobble();
  return Array.from({ length: count }, (_, i) => ({
    measure: 'blood-pressure',
    values: { systolic: Math.round(126 + 8 * Math.sin(i / 60) + noise() * 12), diastolic: Math.round(80 + 4 * Math.sin(i / 60) + noise() * 8) },
    at: Date.now() - (count - i) * ((85 * day) / count),
    context: { setting: 'home' as const },
  }));
}

/** For `parameters.seed`: fills the story's client. */
export const seed =
  (...readings: readonly Reading[]) =>
  (client: Client): Promise<unknown> =>
    client.vitals.record(readings);
