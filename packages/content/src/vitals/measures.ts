import type { Measure } from '@nelumbo/core/vitals';

const single = (code: string, display: string, refused?: readonly [number, number], confirm?: readonly [number, number]) => [
  { id: 'value', code, display, ...(refused ? { refused } : {}), ...(confirm ? { confirm } : {}) },
];

/**
 * What can be measured. LOINC 2.78 codes, UCUM units. The entry ranges (`refused`, `confirm`) are this project's own choice: they catch
 * slips of the finger and say nothing about health. 14743-9 was not checked against loinc.org.
 */
const measures: readonly Measure[] = [
  {
    id: 'blood-pressure',
    category: 'vital-signs',
    codes: ['85354-9'],
    alsoRead: ['55284-4'], // panel code of older systems
    display: 'Blood pressure',
    descending: true,
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
    components: single('8867-4', 'Heart rate', [20, 300], [40, 180]),
    units: [{ code: '/min', step: 1 }],
  },
  {
    id: 'glucose',
    category: 'laboratory',
    codes: ['14743-9', '15074-8'],
    alsoRead: ['105272-9', '99504-3', '2339-0', '1558-6'], // sensor codes, then mass per volume in blood and fasting
    display: 'Glucose',
    components: single('14743-9', 'Glucose'),
    units: [
      { code: 'mmol/L', step: 0.1, codes: ['14743-9', '15074-8'], refused: [0.3, 55], confirm: [2.5, 25] },
      { code: 'mg/dL', step: 1, codes: ['41653-7'], refused: [5, 999], confirm: [45, 450] },
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
    components: single('29463-7', 'Body weight', [0.3, 500], [2, 250]),
    units: [
      { code: 'kg', step: 0.1 },
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
];

export default { version: '0.1.0', measures };
