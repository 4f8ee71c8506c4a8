import { classify } from './classify.js';
import { measuresOf, readingsOf } from './export-csv.js';
import type { ExportQuery, Report, ReportSection } from './export-types.js';
import { figures } from './figures.js';
import { glucoseProfile } from './glucose-profile.js';
import type { VitalsRoom } from './room.js';
import { settingAt } from './series.js';
import type { Measure } from './types.js';

const mostRows = 500;

async function sectionOf(room: VitalsRoom, measure: Measure, query: ExportQuery & { from: number; to: number }): Promise<ReportSection[]> {
  const { from, to } = query;
  const series = await room.series({ ...query, measure: measure.id });
  if (!series.t.length) return [];
  const [document, options] = await Promise.all([room.guidelines(), room.view(query)]);
  const readings = [...(await readingsOf(room, measure, query))].reverse();
  const rows = readings.slice(0, mostRows).map((reading) => ({ reading, status: classify(document, measure, reading, options) }));
  const sensor = measure.id === 'glucose' && settingAt(series, series.t.length - 1) === 'sensor';
  return [
    {
      measure,
      unit: series.unit,
      figures: await figures(room, { ...query, measure: measure.id, unit: series.unit }),
      rows,
      omitted: readings.length - rows.length,
      ...(sensor ? { profile: await glucoseProfile(room, { from, to, unit: series.unit }) } : {}),
    },
  ];
}

/** What the printable page shows: figures over everything, the newest rows, and by whose word it was judged. */
export async function report(room: VitalsRoom, query: ExportQuery & { readonly from: number; readonly to: number }): Promise<Report> {
  const [measures, document, options] = await Promise.all([measuresOf(room, query), room.guidelines(), room.view(query)]);
  const guideline = document.guidelines.find((g) => g.id === options.guideline);
  const locale = room.context.locale();
  const sections: ReportSection[] = [];
  for (const measure of measures) sections.push(...(await sectionOf(room, measure, query)));
  return {
    from: query.from,
    to: query.to,
    at: room.context.clock.now(),
    guideline: guideline && { id: guideline.id, title: guideline.title[locale] ?? guideline.title.en, version: guideline.version },
    population: options.population,
    sections,
  };
}
