import type { CsvColumn } from './import-types.js';
import type { Meal, Measure } from './types.js';
import { ucumCode, unitIn } from './units.js';

/** Header words -> what the column holds; longer words are tried first. Chinese and English, lower case, without blanks. */
const words: readonly (readonly [word: string, CsvColumn])[] = [
  ['收缩压', { kind: 'value', measure: 'blood-pressure', component: 'systolic' }],
  ['高压', { kind: 'value', measure: 'blood-pressure', component: 'systolic' }],
  ['systolic', { kind: 'value', measure: 'blood-pressure', component: 'systolic' }],
  ['sys', { kind: 'value', measure: 'blood-pressure', component: 'systolic' }],
  ['sbp', { kind: 'value', measure: 'blood-pressure', component: 'systolic' }],
  ['舒张压', { kind: 'value', measure: 'blood-pressure', component: 'diastolic' }],
  ['低压', { kind: 'value', measure: 'blood-pressure', component: 'diastolic' }],
  ['diastolic', { kind: 'value', measure: 'blood-pressure', component: 'diastolic' }],
  ['dia', { kind: 'value', measure: 'blood-pressure', component: 'diastolic' }],
  ['dbp', { kind: 'value', measure: 'blood-pressure', component: 'diastolic' }],
  ['血压', { kind: 'value', measure: 'blood-pressure' }],
  ['bloodpressure', { kind: 'value', measure: 'blood-pressure' }],
  ['bp', { kind: 'value', measure: 'blood-pressure' }],
  ['脉搏', { kind: 'value', measure: 'heart-rate' }],
  ['心率', { kind: 'value', measure: 'heart-rate' }],
  ['hr', { kind: 'value', measure: 'heart-rate' }],
  ['heartrate', { kind: 'value', measure: 'heart-rate' }],
  ['pulse', { kind: 'value', measure: 'heart-rate' }],
  ['血糖', { kind: 'value', measure: 'glucose' }],
  ['葡萄糖', { kind: 'value', measure: 'glucose' }],
  ['glucose', { kind: 'value', measure: 'glucose' }],
  ['血氧', { kind: 'value', measure: 'spo2' }],
  ['oxygensaturation', { kind: 'value', measure: 'spo2' }],
  ['spo2', { kind: 'value', measure: 'spo2' }],
  ['体温', { kind: 'value', measure: 'temperature' }],
  ['temperature', { kind: 'value', measure: 'temperature' }],
  ['呼吸', { kind: 'value', measure: 'respiratory-rate' }],
  ['respiratoryrate', { kind: 'value', measure: 'respiratory-rate' }],
  ['体重', { kind: 'value', measure: 'weight' }],
  ['weight', { kind: 'value', measure: 'weight' }],
  ['身高', { kind: 'value', measure: 'height' }],
  ['height', { kind: 'value', measure: 'height' }],
  ['糖化血红蛋白', { kind: 'value', measure: 'hba1c' }],
  ['hba1c', { kind: 'value', measure: 'hba1c' }],
  ['腰围', { kind: 'value', measure: 'waist' }],
  ['waist', { kind: 'value', measure: 'waist' }],
  ['步数', { kind: 'value', measure: 'steps' }],
  ['steps', { kind: 'value', measure: 'steps' }],
  ['睡眠', { kind: 'value', measure: 'sleep' }],
  ['sleep', { kind: 'value', measure: 'sleep' }],
  ['疼痛', { kind: 'value', measure: 'pain' }],
  ['pain', { kind: 'value', measure: 'pain' }],
  ['bmi', { kind: 'value', measure: 'bmi' }],
  ['日期时间', { kind: 'datetime' }],
  ['测量时间', { kind: 'datetime' }],
  ['timestamp', { kind: 'datetime' }],
  ['datetime', { kind: 'datetime' }],
  ['日期', { kind: 'date' }],
  ['date', { kind: 'date' }],
  ['时间', { kind: 'time' }],
  ['时刻', { kind: 'time' }],
  ['time', { kind: 'time' }],
  ['备注', { kind: 'note' }],
  ['note', { kind: 'note' }],
  ['comment', { kind: 'note' }],
  ['来源', { kind: 'source' }],
  ['source', { kind: 'source' }],
  ['场所', { kind: 'setting' }],
  ['setting', { kind: 'setting' }],
  ['餐', { kind: 'meal' }],
  ['meal', { kind: 'meal' }],
  ['部位', { kind: 'site' }],
  ['site', { kind: 'site' }],
  ['体位', { kind: 'position' }],
  ['position', { kind: 'position' }],
];
/** Headers that say one thing only when they say nothing else. */
const whole = new Map<string, CsvColumn>(
  (
    [
      ['measure', ['measure', 'measurement', 'type', 'metric', 'parameter', 'vitalsign', 'item', '指标', '项目', '测量项目', '类型']],
      ['number', ['value', 'reading', 'result', '数值', '值', '结果', '读数', '测量值']],
      ['unit', ['unit', 'units', '单位']],
      ['id', ['id']],
    ] as const
  ).flatMap(([kind, names]) => names.map((name) => [name, { kind }] as const)),
);

/** About a measure, but no reading of it: a pulse pressure is no pulse, a target was not measured, and a zone is no time. */
const noReading =
  /pulsepressure|脉压|variability|变异|timezone|时区|^(target|goal|目标|room|ambient|skin|wrist)|(status|category|flag|sleepscore|quality|stages?|change|状态|等级|分类|评估|评价|质量|变化)$/;
/** Written like a unit of something over something. */
const likeUnit = /^[a-zµμ%°]+\/[a-z]+$/i;

const byLength = [...words].sort(([a], [b]) => b.length - a.length);

/** Words in a header that say at which meal a whole column was measured. */
const mealWords: readonly (readonly [string, Meal])[] = [
  ['空腹', 'fasting'],
  ['fasting', 'fasting'],
  ['餐前', 'before'],
  ['餐后', 'after'],
  ['beforemeal', 'before'],
  ['aftermeal', 'after'],
  ['睡前', 'bedtime'],
  ['bedtime', 'bedtime'],
];

/** The unit at the end of a header: `Historic Glucose mg/dL`, `体重kg`. The longest that the measure has, and never the end of a longer word. */
function unitBehind(measure: Measure, header: string): string | undefined {
  for (let i = 1; i < header.length; i++) {
    const unit = /[a-z]/i.test(header[i - 1]!) && /[a-z]/i.test(header[i]!) ? undefined : unitIn(measure, header.slice(i)); // inside the text
    if (unit) return unit;
  }
  return undefined;
}

/** What a column holds, by its header: `空腹血糖(mmol/L)` is fasting glucose in mmol/L. What no word fits, or what is in a unit of something else, is left out. */
export function columnOf(header: string, measures: readonly Measure[]): CsvColumn {
  const [, name = '', unitText = ''] = /^([^(（[]*)(?:[(（[]([^)）\]]*)[)）\]])?/.exec(header.trim()) ?? [];
  const bare = name.toLowerCase().replace(/[\s_-]/g, '');
  if (noReading.test(bare)) return { kind: 'ignore' };
  const found = whole.get(bare) ?? byLength.find(([word]) => (/^[a-z]{2,3}$/.test(word) ? bare.replace(/(mmhg|bpm)$/, '') === word : bare.includes(word)))?.[1];
  const own = found
    ? undefined
    : measures.find((m) => [m.id, m.display, ...Object.values(m.names ?? {})].some((n) => n.toLowerCase() === name.trim().toLowerCase()));
  const column: CsvColumn = found ?? (own ? { kind: 'value', measure: own.id } : { kind: 'ignore' });
  if (column.kind !== 'value') return column;
  const measure = measures.find((m) => m.id === column.measure);
  if (!measure) return { kind: 'ignore' };
  const said = unitText.trim();
  const unit = unitIn(measure, said) ?? unitBehind(measure, name.trim());
  if (!unit && (ucumCode(said) !== undefined || likeUnit.test(said))) return { kind: 'ignore' };
  const meal = measure.id === 'glucose' ? mealWords.find(([word]) => bare.includes(word))?.[1] : undefined;
  return { ...column, ...(unit ? { unit } : {}), ...(meal ? { meal } : {}) };
}
