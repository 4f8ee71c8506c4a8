import { triageRules } from './author.js';
import { answered } from './conditions.js';

export default triageRules(
  'gad-7',
  [
    'Spitzer RL, Kroenke K, Williams JBW, Löwe B. A brief measure for assessing generalized anxiety disorder: the GAD-7. Arch Intern Med 2006;166(10):1092-1097',
  ],
  [
    {
      id: 'severe-total',
      urgency: 'consultation',
      title: ['总分很高，建议尽快和医生谈谈', 'The total is very high: talk to a doctor soon'],
      action: [
        '这个分数说明紧张和担忧已经很影响您。建议本周预约精神科、心理科或全科门诊，把这份记录给医生看。',
        'This score says that tension and worry weigh on you a lot. Make an appointment this week with a family doctor or a mental health clinic and show them this record.',
      ],
      when: answered('gad7-total', ' >= 15'), // 15: the upper cut-off of Spitzer 2006
    },
    {
      id: 'high-total',
      urgency: 'consultation',
      title: ['总分较高，建议和医生谈谈', 'The total is high: talk to a doctor'],
      action: [
        '这个分数说明最近的状态值得关注。建议近期预约精神科、心理科或全科门诊，把这份记录给医生看。',
        'This score deserves attention. Make an appointment with a family doctor or a mental health clinic soon and show them this record.',
      ],
      when: `(${answered('gad7-total', ' >= 10')}) and (${answered('gad7-total', ' < 15')})`, // 10: sensitivity 89 %, specificity 82 % in Spitzer 2006
    },
  ],
);
