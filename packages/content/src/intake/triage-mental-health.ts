import { triageRules } from './author.js';
import { crisisLines, crisisSources } from './crisis-lines.js';
import { chose } from './conditions.js';

// How urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'mental-health',
  [...crisisSources, 'NHS: Get help with a mental health crisis, https://www.nhs.uk/nhs-services/mental-health-services/'],
  [
    {
      id: 'self-harm',
      urgency: 'emergency',
      title: ['您提到了轻生或伤害自己的念头', 'You mentioned thoughts of death or of hurting yourself'],
      action: [
        '谢谢您愿意说出来，您不必独自承受。如果您现在可能会伤害自己，请立即拨打急救电话，或请身边的人陪您去最近的急诊。也可以现在就拨打心理援助热线，和专业人员说说话。',
        'Thank you for saying so. You do not have to carry this alone. If you might hurt yourself now, call the emergency number or ask someone to go with you to the nearest emergency department. You can also talk to a trained person on the crisis line right now.',
      ],
      when: chose('danger', 'suicide'),
      helplines: crisisLines,
    },
    {
      id: 'others',
      urgency: 'emergency',
      title: ['您担心会伤害别人', 'You fear that you may hurt somebody'],
      action: [
        '请现在离开让您激动的地方，告诉一个信得过的人，并请人陪您去急诊。',
        'Leave the place that upsets you, tell somebody you trust, and go to an emergency department with them.',
      ],
      when: chose('danger', 'others'),
      helplines: crisisLines,
    },
    {
      id: 'unreal',
      urgency: 'consultation-24h',
      title: ['听到别人听不到的声音，或觉得有人要害您', 'Hearing voices, or feeling that people are after you'],
      action: ['请在 24 小时内和家人或朋友一起看精神科医生。', 'See a psychiatrist within 24 hours, together with family or a friend.'],
      when: chose('danger', 'unreal'),
    },
    {
      id: 'little-sleep',
      urgency: 'consultation-24h',
      title: ['异常兴奋，几天几乎不睡也不累', 'Unusually high, and hardly any sleep for days'],
      action: [
        '请在 24 小时内和家人一起看医生，重大决定和大额花费先放一放。',
        'See a doctor within 24 hours with family, and put off big decisions and spending.',
      ],
      when: `(${chose('mood', 'high')}) and (${chose('sleep', 'little')})`,
    },
    {
      id: 'unable',
      urgency: 'consultation',
      title: ['已经没法上班、上学或照顾自己', 'Unable to work, study or look after yourself'],
      action: ['请这几天就预约看医生，让家人陪同。', 'Make an appointment in the next days and take somebody along.'],
      when: chose('impact', 'unable'),
    },
  ],
);
