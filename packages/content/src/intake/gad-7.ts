import type { QuestionnaireItem } from '@nelumbo/core/fhir';
import { item, questionnaire, type Bilingual } from './author.js';
import { frequency, loinc, scoreBand, sumOf, type ScoreBand } from './score.js';

// Wording: the instrument as its authors distribute it, in English and simplified Chinese; free to use like the PHQ-9 (PHQ and GAD-7 instruction manual).
const questions: readonly (readonly [linkId: string, code: string, text: Bilingual, short: Bilingual])[] = [
  ['gad7-1', '69725-0', ['感觉紧张，焦虑或急切', 'Feeling nervous, anxious, or on edge'], ['紧张焦虑', 'Nervous or on edge']],
  ['gad7-2', '68509-9', ['不能够停止或控制担忧', 'Not being able to stop or control worrying'], ['无法控制担忧', 'Cannot control worrying']],
  ['gad7-3', '69733-4', ['对各种各样的事情担忧过多', 'Worrying too much about different things'], ['担忧过多', 'Worrying too much']],
  ['gad7-4', '69734-2', ['很难放松下来', 'Trouble relaxing'], ['难以放松', 'Trouble relaxing']],
  ['gad7-5', '69735-9', ['由于不安而无法静坐', 'Being so restless that it is hard to sit still'], ['坐立不安', 'Restless']],
  ['gad7-6', '69689-8', ['变得容易烦恼或急躁', 'Becoming easily annoyed or irritable'], ['容易烦躁', 'Irritable']],
  ['gad7-7', '69736-7', ['感到似乎将有可怕的事情发生而害怕', 'Feeling afraid, as if something awful might happen'], ['害怕', 'Afraid']],
];

/** Spitzer, Kroenke, Williams, Löwe: Arch Intern Med 2006;166:1092-1097. Words describe symptoms, not a diagnosis. */
const bands: readonly ScoreBand[] = [
  [0, 4, 'minimal', ['症状极轻', 'minimal symptoms']],
  [5, 9, 'mild', ['症状轻度', 'mild symptoms']],
  [10, 14, 'moderate', ['症状中度', 'moderate symptoms']],
  [15, 21, 'severe', ['症状重度', 'severe symptoms']],
];

const total: QuestionnaireItem = item('gad7-total', 'integer', ['GAD-7 总分', 'GAD-7 total score'], {
  readOnly: true,
  code: [{ system: loinc, code: '70274-6', display: 'Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]' }],
  extension: [sumOf(questions.map(([linkId]) => linkId)), ...bands.map(scoreBand)],
});

/** GAD-7, a free instrument for the severity of worry and tension over two weeks. */
export default questionnaire({
  id: 'gad-7',
  name: 'Gad7',
  title: ['GAD-7 焦虑自评', 'GAD-7 worry self-check'],
  description: [
    '了解最近两周的紧张和担忧，约 2 分钟。结果供您和医生参考，不是诊断。',
    'How tense and worried the last two weeks have been, in about 2 minutes. The result is for you and your doctor; it is not a diagnosis.',
  ],
  copyright: [
    'GAD-7 由 Robert L. Spitzer、Janet B.W. Williams、Kurt Kroenke 等博士编制，由辉瑞公司提供教育资助。复制、翻译、展示或分发无需许可。',
    'GAD-7: developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
  ],
  code: [{ system: loinc, code: '69737-5', display: 'Generalized anxiety disorder 7 item (GAD-7) [Reported.PHQ]' }],
  item: [
    item(
      'gad7',
      'group',
      ['在过去的两周里，有多少时候您受到以下问题困扰？', 'Over the last 2 weeks, how often have you been bothered by the following problems?'],
      {
        item: questions.map(([linkId, code, text, short]) =>
          item(linkId, 'choice', text, { short, required: true, role: 'symptom', code: [{ system: loinc, code }], answerOption: frequency }),
        ),
      },
    ),
    item('gad7-sum', 'group', ['总分', 'Total'], { item: [total] }),
  ],
});
