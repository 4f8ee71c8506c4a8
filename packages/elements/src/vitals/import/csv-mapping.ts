import type { CsvColumn, Measure } from '@nelumbo/core/vitals';
import type { VitalsImportTexts } from '../../locales/vitals/import.js';
import { measureName, unitName } from '../words.js';

const plain = ['ignore', 'datetime', 'date', 'time', 'note', 'setting', 'meal', 'position', 'site', 'source', 'measure', 'number', 'unit', 'id'] as const;

/** Two columns that hold the same, whatever the order of their keys. */
const keyOf = (column: CsvColumn): string =>
  column.kind === 'value' ? ['value', column.measure, column.component ?? '', column.unit ?? '', column.meal ?? ''].join('|') : column.kind;

/** A choice of what a column holds. */
export interface ColumnChoice {
  readonly key: string;
  readonly column: CsvColumn;
  readonly label: string;
}

function valueColumns(measure: Measure): CsvColumn[] {
  if (measure.derived) return [];
  const own = { kind: 'value' as const, measure: measure.id };
  if (measure.components.length > 1) return [...measure.components.map((c) => ({ ...own, component: c.id })), own];
  return measure.units.map(({ code }) => ({ ...own, unit: code }));
}

function labelOf(column: CsvColumn, measures: readonly Measure[], texts: VitalsImportTexts): string {
  if (column.kind !== 'value') return texts.import.kinds[column.kind];
  const measure = measures.find((m) => m.id === column.measure);
  const name = measure ? measureName(measure, texts) : column.measure;
  const several = (measure?.components.length ?? 0) > 1;
  const part = several ? ` · ${column.component ? (texts.components[column.component] ?? column.component) : texts.import.both}` : '';
  const meal = column.meal ? ` · ${texts.meals[column.meal]}` : '';
  const unit = column.unit ?? (several ? undefined : measure?.units[0]?.code);
  return `${name}${part}${meal}${unit ? ` (${unitName(unit, texts)})` : ''}`;
}

/** Everything that a column can hold; what was detected is among it. */
export function columnChoices(measures: readonly Measure[], detected: readonly CsvColumn[], texts: VitalsImportTexts): readonly ColumnChoice[] {
  const usual: CsvColumn[] = [...plain.slice(0, 4).map((kind) => ({ kind })), ...measures.flatMap(valueColumns), ...plain.slice(4).map((kind) => ({ kind }))];
  const all = new Map<string, CsvColumn>();
  for (const column of [...usual, ...detected]) all.set(keyOf(column), column);
  return [...all].map(([key, column]) => ({ key, column, label: labelOf(column, measures, texts) }));
}

export { keyOf as columnKey };
