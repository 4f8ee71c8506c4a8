import type { Client } from '@nelumbo/core';
import type { PlotEvent } from './plot-model.js';

/** More flags than this hide what they are about. */
const most = 12;

/** What else happened: medicines that began, changed or stopped (`medication`), and what the user wrote beside readings (`notes`). */
export async function eventsOf({ medication, vitals }: Client, measure: string, shown: readonly string[]): Promise<readonly PlotEvent[]> {
  const events: PlotEvent[] = [];
  if (shown.includes('medication')) {
    const plans = await medication.plans();
    const all = await Promise.all(plans.map((plan) => medication.versions(plan.ref)));
    for (const version of all.flat()) {
      if (version.from) events.push({ at: version.from.at, text: version.name, kind: 'medication' });
    }
  }
  if (shown.includes('notes')) {
    const readings = await vitals.readings({ measure, limit: 1_000 });
    for (const { at, note } of readings) if (note) events.push({ at, text: note, kind: 'note' });
  }
  return events.sort((a, b) => a.at - b.at).slice(-most);
}
