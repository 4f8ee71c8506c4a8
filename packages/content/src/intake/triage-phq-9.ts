import { triageRules } from './author.js';
import { crisisLines, crisisSources } from './crisis-lines.js';

// Item 9 above "not at all": the instrument's own advice is to ask further at any positive answer (PHQ and GAD-7 instruction manual).
export default triageRules(
  'phq-9',
  ['Kroenke K, Spitzer RL, Williams JBW. The PHQ-9: validity of a brief depression severity measure. J Gen Intern Med 2001;16:606-613', ...crisisSources],
  [
    {
      id: 'self-harm',
      urgency: 'emergency',
      title: ['您提到了轻生或伤害自己的念头', 'You mentioned thoughts of death or of hurting yourself'],
      action: [
        '谢谢您愿意说出来，您不必独自承受。如果您现在可能会伤害自己，请立即拨打急救电话，或请身边的人陪您去最近的急诊。也可以现在就拨打心理援助热线，和专业人员说说话。',
        'Thank you for saying so. You do not have to carry this alone. If you might hurt yourself now, call the emergency number or ask someone to go with you to the nearest emergency department. You can also talk to a trained person on the crisis line right now.',
      ],
      when: "%resource.repeat(item).where(linkId = 'phq9-9').answer.value.ordinal() > 0",
      helplines: crisisLines,
    },
    {
      id: 'high-total',
      urgency: 'consultation',
      title: ['总分较高，建议和医生谈谈', 'The total is high: talk to a doctor'],
      action: [
        '这个分数说明最近的状态值得关注。建议近期预约精神科、心理科或全科门诊，把这份记录给医生看。',
        'This score deserves attention. Make an appointment with a family doctor or a mental health clinic soon and show them this record.',
      ],
      // 10 and above: the cut-off of Kroenke 2001 with sensitivity and specificity of 88 %.
      when: "%resource.repeat(item).where(linkId = 'phq9-total').answer.value >= 10",
    },
  ],
);
