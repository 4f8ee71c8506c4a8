import type { QuestionnaireItem } from '@nelumbo/core/fhir';
import { english, item, vocabulary, type Bilingual, type ItemDraft } from './author.js';

const { choice, yesNo } = vocabulary('common');

const years = { system: 'http://unitsofmeasure.org', code: 'a', display: '岁', _display: english('years') };
const celsius = { system: 'http://unitsofmeasure.org', code: 'Cel', display: '℃', _display: english('°C') };

/** In their own words. */
export const reason = (text: Bilingual): QuestionnaireItem =>
  item('reason', 'text', text, { role: 'chief-complaint', short: ['主要不适', 'In your own words'], maxLength: 500 });

/** How bad it is, 0 to 10. */
export const severity = (text: Bilingual): QuestionnaireItem =>
  item('severity', 'integer', text, {
    role: 'severity',
    short: ['程度（0–10）', 'Severity (0–10)'],
    required: true,
    control: 'slider',
    min: 0,
    max: 10,
    help: ['0 是没有，10 是能想象的最重', '0 is none, 10 is the worst you can imagine'],
  });

/** How long it has lasted. */
export const duration = (text: Bilingual): QuestionnaireItem =>
  item('duration', 'choice', text, {
    role: 'duration',
    short: ['持续时间', 'Duration'],
    required: true,
    answerOption: [
      choice('under-day', ['不到 1 天', 'Less than a day']),
      choice('days-1-3', ['1–3 天', '1 to 3 days']),
      choice('days-4-7', ['4–7 天', '4 to 7 days']),
      choice('weeks-1-3', ['1–3 周', '1 to 3 weeks']),
      choice('over-3-weeks', ['3 周以上', 'More than 3 weeks']),
    ],
  });

/** How it has gone. */
export const course = (text: Bilingual): QuestionnaireItem =>
  item('course', 'choice', text, {
    role: 'course',
    short: ['变化', 'Course'],
    answerOption: [
      choice('better', ['在好转', 'Getting better']),
      choice('same', ['差不多', 'About the same']),
      choice('worse', ['在加重', 'Getting worse']),
      choice('up-and-down', ['时好时坏', 'It comes and goes']),
    ],
  });

/** Temperature as measured, one decimal. The span only keeps typing errors out. */
export const temperature = (text: Bilingual, more: ItemDraft = {}): QuestionnaireItem =>
  item('temperature', 'decimal', text, {
    short: ['最高体温', 'Highest temperature'],
    unit: celsius,
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: 34 },
      { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueDecimal: 43 },
      { url: 'http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces', valueInteger: 1 },
    ],
    ...more,
  });

/** Age in years. */
export const age = (): QuestionnaireItem => item('age', 'integer', ['您的年龄', 'Your age'], { required: true, min: 0, max: 120, unit: years });

/** Pregnant or not, asked from 12 to 55. Needs {@link age}. */
export const pregnancy = (): QuestionnaireItem =>
  item('pregnancy', 'choice', ['您目前怀孕，或有可能怀孕吗？', 'Are you pregnant, or could you be?'], {
    short: ['怀孕', 'Pregnancy'],
    role: 'background',
    when: [
      { question: 'age', operator: '>=', answerInteger: 12 },
      { question: 'age', operator: '<=', answerInteger: 55 },
    ],
    answerOption: [
      choice('pregnant', ['怀孕中', 'Pregnant']),
      choice('possibly', ['有可能', 'Possibly']),
      choice('no', ['没有或不适用', 'No, or does not apply']),
    ],
  });

/** A weak immune system. */
export const immune = (): QuestionnaireItem =>
  yesNo(
    'immune',
    [
      '免疫力低下吗？例如正在化疗、器官移植、HIV 感染、脾脏切除或正在用免疫抑制药',
      'Is your immune system weak, for example chemotherapy, a transplant, HIV, no spleen, or medicine that suppresses it?',
    ],
    ['免疫力低下', 'Weak immune system'],
  );

/** What is taken, in their own words. */
export const medicines = (): QuestionnaireItem =>
  item('medicines', 'text', ['正在吃哪些药？为这次不适吃过什么？', 'Which medicines do you take? Anything for this complaint?'], {
    short: ['用药', 'Medicines'],
    role: 'background',
    maxLength: 500,
  });

/** Allergies, in their own words. */
export const allergies = (): QuestionnaireItem =>
  item('allergies', 'text', ['对什么药或食物过敏？出现过什么反应？', 'Any allergy to a medicine or food? What happened?'], {
    short: ['过敏', 'Allergies'],
    role: 'background',
    maxLength: 500,
  });

/** The open question at the end. */
export const notes = (): QuestionnaireItem =>
  item('notes', 'text', ['还有什么想告诉医生的？', 'Anything else the doctor should know?'], { short: ['补充', 'Also'], maxLength: 1000 });

/** What the record is good for; the same words in every form of ours. */
export const purpose: Bilingual = [
  '看医生前先理一理：约 3 分钟，结束后会生成一份可以给医生看的记录。',
  'Sort things out before you see a doctor: about 3 minutes, with a record at the end that you can show.',
];
