import type { QuestionnaireItem } from '@nelumbo/core/fhir';
import { item, option, questionnaire, type Bilingual } from './author.js';
import { frequency, loinc, scoreBand, sumOf, type ScoreBand } from './score.js';

// Wording: the instrument as its authors distribute it, in English and simplified Chinese. "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams,
// Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute."
// Codes: LOINC, copyright Regenstrief Institute, Inc. and the LOINC Committee, available at no cost under https://loinc.org/license.
const questions: readonly (readonly [linkId: string, code: string, text: Bilingual, short: Bilingual])[] = [
  ['phq9-1', '44250-9', ['做事时提不起劲或没有兴趣', 'Little interest or pleasure in doing things'], ['兴趣减退', 'Little interest or pleasure']],
  ['phq9-2', '44255-8', ['感到心情低落、沮丧或绝望', 'Feeling down, depressed, or hopeless'], ['心情低落', 'Feeling down']],
  ['phq9-3', '44259-0', ['入睡困难、睡不安稳或睡眠过多', 'Trouble falling or staying asleep, or sleeping too much'], ['睡眠', 'Sleep']],
  ['phq9-4', '44254-1', ['感觉疲倦或没有活力', 'Feeling tired or having little energy'], ['疲倦', 'Tiredness']],
  ['phq9-5', '44251-7', ['食欲不振或吃太多', 'Poor appetite or overeating'], ['食欲', 'Appetite']],
  [
    'phq9-6',
    '44258-2',
    ['觉得自己很糟，或觉得自己很失败，或让自己或家人失望', 'Feeling bad about yourself — or that you are a failure or have let yourself or your family down'],
    ['自我评价低', 'Feeling bad about yourself'],
  ],
  [
    'phq9-7',
    '44252-5',
    ['对事物专注有困难，例如阅读报纸或看电视时', 'Trouble concentrating on things, such as reading the newspaper or watching television'],
    ['注意力', 'Concentration'],
  ],
  [
    'phq9-8',
    '44253-3',
    [
      '动作或说话速度缓慢到别人已经察觉？或正好相反：烦躁或坐立不安、动来动去的情况更胜于平常',
      'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
    ],
    ['动作迟缓或坐立不安', 'Slow or restless'],
  ],
  [
    'phq9-9',
    '44260-8',
    ['有不如死掉或用某种方式伤害自己的念头', 'Thoughts that you would be better off dead or of hurting yourself in some way'],
    ['轻生或自伤念头', 'Thoughts of death or self-harm'],
  ],
];

/** Kroenke, Spitzer, Williams: The PHQ-9. J Gen Intern Med 2001;16:606-613, table 4. Words describe symptoms, not a diagnosis. */
const bands: readonly ScoreBand[] = [
  [0, 4, 'minimal', ['症状极轻', 'minimal symptoms']],
  [5, 9, 'mild', ['症状轻度', 'mild symptoms']],
  [10, 14, 'moderate', ['症状中度', 'moderate symptoms']],
  [15, 19, 'moderately-severe', ['症状中重度', 'moderately severe symptoms']],
  [20, 27, 'severe', ['症状重度', 'severe symptoms']],
];

const total: QuestionnaireItem = item('phq9-total', 'integer', ['PHQ-9 总分', 'PHQ-9 total score'], {
  readOnly: true,
  code: [{ system: loinc, code: '44261-6', display: 'Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]' }],
  extension: [sumOf(questions.map(([linkId]) => linkId)), ...bands.map(scoreBand)],
});

const difficultySystem = 'urn:nelumbo:code:phq-9-difficulty';

const difficulty: QuestionnaireItem = item(
  'phq9-10',
  'choice',
  [
    '如果您勾选了任何问题，这些问题对您在工作、处理家中事务，或与他人相处上造成了多大的困难？',
    'If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?',
  ],
  {
    short: ['对生活的影响', 'Difficulty'],
    code: [{ system: loinc, code: '69722-7' }],
    answerOption: [
      option(difficultySystem, 'not', ['毫无困难', 'Not difficult at all']),
      option(difficultySystem, 'somewhat', ['有点困难', 'Somewhat difficult']),
      option(difficultySystem, 'very', ['非常困难', 'Very difficult']),
      option(difficultySystem, 'extremely', ['极度困难', 'Extremely difficult']),
    ],
  },
);

/** PHQ-9, a free instrument for the severity of low mood over two weeks. */
export default questionnaire({
  id: 'phq-9',
  name: 'Phq9',
  title: ['PHQ-9 情绪自评', 'PHQ-9 mood self-check'],
  description: [
    '了解最近两周的情绪状态，约 2 分钟。结果供您和医生参考，不是诊断。',
    'How the last two weeks have been, in about 2 minutes. The result is for you and your doctor; it is not a diagnosis.',
  ],
  copyright: [
    'PHQ-9 由 Robert L. Spitzer、Janet B.W. Williams、Kurt Kroenke 等博士编制，由辉瑞公司提供教育资助。复制、翻译、展示或分发无需许可。',
    'PHQ-9: developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
  ],
  code: [{ system: loinc, code: '44249-1', display: 'PHQ-9 quick depression assessment panel [Reported.PHQ]' }],
  item: [
    item(
      'phq9',
      'group',
      ['在过去的两个星期，有多少时候您受到以下任何问题所困扰？', 'Over the last 2 weeks, how often have you been bothered by any of the following problems?'],
      {
        item: questions.map(([linkId, code, text, short]) =>
          item(linkId, 'choice', text, { short, required: true, role: 'symptom', code: [{ system: loinc, code }], answerOption: frequency }),
        ),
      },
    ),
    item('phq9-impact', 'group', ['影响与总分', 'Impact and total'], { item: [difficulty, total] }),
  ],
});
