import type { Measure } from '@nelumbo/core/vitals';

const single = (code: string, display: string, refused?: readonly [number, number], confirm?: readonly [number, number]) => [
  { id: 'value', code, display, ...(refused ? { refused } : {}), ...(confirm ? { confirm } : {}) },
];

/**
 * What can be measured. LOINC 2.78 codes, UCUM units. The entry ranges (`refused`, `confirm`) are this project's own choice: they catch
 * slips of the finger and say nothing about health; so are `meaningful` and `repeatBeyond`. 14743-9, 8280-0, 41950-7, 93832-4 and 72514-3 were
 * not checked against loinc.org.
 */
const measures: readonly Measure[] = [
  {
    id: 'blood-pressure',
    category: 'vital-signs',
    codes: ['85354-9'],
    alsoRead: ['55284-4'], // panel code of older systems
    display: 'Blood pressure',
    descending: true,
    circumstances: true,
    meaningful: 5, // mmHg
    repeatBeyond: 10, // mmHg; a third reading when two lie further apart
    components: [
      { id: 'systolic', code: '8480-6', display: 'Systolic blood pressure', refused: [40, 300], confirm: [70, 220] },
      { id: 'diastolic', code: '8462-4', display: 'Diastolic blood pressure', refused: [20, 200], confirm: [40, 130] },
    ],
    units: [
      { code: 'mm[Hg]', step: 1 },
      { code: 'kPa', step: 0.1 },
    ],
  },
  {
    id: 'heart-rate',
    category: 'vital-signs',
    codes: ['8867-4'],
    alsoRead: [],
    display: 'Heart rate',
    meaningful: 5,
    components: single('8867-4', 'Heart rate', [20, 300], [40, 180]),
    units: [{ code: '/min', step: 1 }],
  },
  {
    id: 'glucose',
    category: 'laboratory',
    codes: ['14743-9', '15074-8'],
    alsoRead: ['2339-0', '1558-6'], // mass per volume in blood, and fasting
    display: 'Glucose',
    circumstances: true,
    meaningful: 0.5, // mmol/L
    components: single('14743-9', 'Glucose'),
    units: [
      { code: 'mmol/L', step: 0.1, codes: ['14743-9', '15074-8'], settingCodes: { sensor: ['105272-9'] }, refused: [0.3, 55], confirm: [2.5, 25] },
      { code: 'mg/dL', step: 1, codes: ['41653-7'], settingCodes: { sensor: ['99504-3'] }, refused: [5, 999], confirm: [45, 450] },
    ],
  },
  {
    id: 'spo2',
    category: 'vital-signs',
    codes: ['2708-6', '59408-5'],
    alsoRead: [],
    display: 'Oxygen saturation',
    components: single('2708-6', 'Oxygen saturation', [40, 100], [85, 100]),
    units: [{ code: '%', step: 1 }],
  },
  {
    id: 'temperature',
    category: 'vital-signs',
    codes: ['8310-5'],
    alsoRead: [],
    display: 'Body temperature',
    circumstances: true,
    sites: ['axillary', 'oral', 'rectal', 'tympanic', 'forehead'],
    components: single('8310-5', 'Body temperature', [25, 45], [34, 41]),
    units: [
      { code: 'Cel', step: 0.1 },
      { code: '[degF]', step: 0.1 },
    ],
  },
  {
    id: 'respiratory-rate',
    category: 'vital-signs',
    codes: ['9279-1'],
    alsoRead: [],
    display: 'Respiratory rate',
    components: single('9279-1', 'Respiratory rate', [3, 100], [8, 40]),
    units: [{ code: '/min', step: 1 }],
  },
  {
    id: 'weight',
    category: 'vital-signs',
    codes: ['29463-7'],
    alsoRead: [],
    display: 'Body weight',
    meaningful: 1, // kg
    components: single('29463-7', 'Body weight', [0.3, 500], [2, 250]),
    units: [
      { code: 'kg', step: 0.1 },
      { code: '500.g', step: 0.1, label: { 'zh-CN': '斤', en: 'jin' } },
      { code: '[lb_av]', step: 0.1 },
    ],
  },
  {
    id: 'height',
    category: 'vital-signs',
    codes: ['8302-2'],
    alsoRead: [],
    display: 'Body height',
    components: single('8302-2', 'Body height', [20, 272], [45, 220]),
    units: [
      { code: 'cm', step: 0.1 },
      { code: '[in_i]', step: 0.1 },
    ],
  },
  {
    id: 'bmi',
    category: 'vital-signs',
    codes: ['39156-5'],
    alsoRead: [],
    display: 'Body mass index',
    derived: true,
    components: single('39156-5', 'Body mass index'),
    units: [{ code: 'kg/m2', step: 0.1 }],
  },
  {
    id: 'hba1c',
    category: 'laboratory',
    codes: ['4548-4'],
    alsoRead: [],
    display: 'Hemoglobin A1c',
    components: single('4548-4', 'Hemoglobin A1c', [3, 20], [4, 15]),
    units: [
      { code: '%', step: 0.1 },
      { code: 'mmol/mol', step: 1, codes: ['59261-8'] }, // IFCC; 4548-4 is a share in %
    ],
  },
  {
    id: 'waist',
    category: 'vital-signs',
    codes: ['8280-0'],
    alsoRead: ['56086-2'],
    display: 'Waist circumference',
    names: { en: 'Waist', 'zh-CN': '腰围' },
    meaningful: 2, // cm
    components: single('8280-0', 'Waist circumference', [30, 250], [50, 150]),
    units: [
      { code: 'cm', step: 0.1 },
      { code: '[in_i]', step: 0.1 },
    ],
  },
  {
    id: 'steps',
    category: 'activity',
    codes: ['41950-7'], // number of steps in 24 hours, measured
    alsoRead: [],
    display: 'Steps a day',
    names: { en: 'Steps a day', 'zh-CN': '每日步数' },
    daily: true,
    meaningful: 1_000,
    components: single('41950-7', 'Steps a day', [0, 200_000], [0, 60_000]),
    units: [{ code: '/d', step: 1, label: { 'zh-CN': '步', en: 'steps' } }],
  },
  {
    id: 'sleep',
    category: 'activity',
    codes: ['93832-4'], // sleep duration
    alsoRead: [],
    display: 'Sleep duration',
    names: { en: 'Sleep', 'zh-CN': '睡眠时长' },
    daily: true,
    meaningful: 0.5, // hours
    components: single('93832-4', 'Sleep duration', [0, 24], [2, 14]),
    units: [
      { code: 'h', step: 0.1, label: { 'zh-CN': '小时', en: 'h' } },
      { code: 'min', step: 1, label: { 'zh-CN': '分钟', en: 'min' } },
    ],
  },
  {
    id: 'pain',
    category: 'survey',
    codes: ['72514-3'], // pain severity, 0-10 verbal numeric rating
    alsoRead: [],
    display: 'Pain, 0 to 10',
    names: { en: 'Pain (0-10)', 'zh-CN': '疼痛评分（0-10）' },
    meaningful: 2,
    components: single('72514-3', 'Pain severity', [0, 10], [0, 10]),
    units: [{ code: '{score}', step: 1, label: { 'zh-CN': '分', en: 'points' } }],
  },
];

export default { version: '0.1.0', measures };
