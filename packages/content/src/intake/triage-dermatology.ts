import { triageRules } from './author.js';
import { choseAny, chose, yes } from './conditions.js';

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'dermatology',
  [
    'NHS: Anaphylaxis, https://www.nhs.uk/conditions/anaphylaxis/',
    'NHS: Moles, https://www.nhs.uk/conditions/moles/',
    'NICE NG12: Suspected cancer: recognition and referral, https://www.nice.org.uk/guidance/ng12',
  ],
  [
    {
      id: 'danger',
      urgency: 'emergency-ambulance',
      title: ['您现在的情况不能等到门诊', 'What you describe cannot wait for an appointment'],
      action: ['请立即拨打急救电话，不要独自一人。', 'Call an ambulance now. Do not stay alone.'],
      when: choseAny('danger'),
    },
    {
      id: 'spreading',
      urgency: 'consultation-24h',
      title: ['皮肤红肿发烫，范围在扩大', 'Hot, swollen skin that spreads'],
      action: [
        '用笔描出边缘，请在 24 小时内看医生；如果发烧，立即去急诊。',
        'Draw a line around the edge and see a doctor within 24 hours; with a fever, go to an emergency department.',
      ],
      when: chose('feel', 'hot'),
    },
    {
      id: 'mole',
      urgency: 'consultation',
      title: ['痣在变大、变色、边缘不齐或出血', 'A mole that grows, changes colour, has a ragged edge or bleeds'],
      action: ['请近日预约皮肤科，不要自己抠或点掉它。', 'See a skin doctor in the next days. Do not pick at it or burn it off.'],
      when: yes('mole'),
    },
    {
      id: 'sore',
      urgency: 'consultation',
      title: ['破口 4 周以上没有愈合', 'A sore that has not healed in 4 weeks'],
      action: ['请近日预约皮肤科。', 'See a skin doctor in the next days.'],
      when: yes('sore'),
    },
  ],
);
