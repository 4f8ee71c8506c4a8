import { triageRules } from './author.js';
import { all, answered, any, chose, yes } from './conditions.js';

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'cough',
  [
    'NICE NG120: Cough (acute): antimicrobial prescribing, https://www.nice.org.uk/guidance/ng120',
    'NHS: Cough, https://www.nhs.uk/conditions/cough/',
    'NHS: Coughing up blood, https://www.nhs.uk/conditions/coughing-up-blood/',
    'NICE NG12: Suspected cancer: recognition and referral, https://www.nice.org.uk/guidance/ng12',
  ],
  [
    {
      id: 'breathless',
      urgency: 'emergency-ambulance',
      title: ['喘得说不完一句话，或嘴唇发紫', 'Too breathless to finish a sentence, or blue lips'],
      action: ['请立即拨打急救电话。坐直，松开衣领，不要独自一人。', 'Call an ambulance now. Sit upright, loosen your collar, do not stay alone.'],
      when: chose('breathing', 'severe'),
    },
    {
      id: 'much-blood',
      urgency: 'emergency-ambulance',
      title: ['咳出较多的血', 'Coughing up a lot of blood'],
      action: ['请立即拨打急救电话。侧身坐或侧躺，把血咳出来，不要咽下。', 'Call an ambulance now. Sit or lie on your side and let the blood come out.'],
      when: chose('blood', 'much'),
    },
    {
      id: 'choking',
      urgency: 'emergency',
      title: ['呛到东西后突然开始咳', 'A cough that began suddenly after choking'],
      action: [
        '请现在就去急诊；如果喘不过气、发不出声，立即拨打急救电话。',
        'Go to an emergency department now. If you cannot breathe or speak, call an ambulance at once.',
      ],
      when: yes('choking'),
    },
    {
      id: 'confused',
      urgency: 'emergency',
      title: ['咳嗽时意识模糊或嗜睡', 'Cough with confusion or drowsiness'],
      action: ['请现在就去急诊，要有人陪同。', 'Go to an emergency department now, with somebody.'],
      when: yes('confused'),
    },
    {
      id: 'chest-pain',
      urgency: 'emergency',
      title: ['咳嗽伴胸痛并且比平时喘', 'Cough with chest pain and breathlessness'],
      action: ['请现在就去急诊。', 'Go to an emergency department now.'],
      when: all(yes('chest-pain'), chose('breathing', 'effort', 'wheeze')),
    },
    {
      id: 'blood',
      urgency: 'consultation-24h',
      title: ['痰里有血', 'Blood in the phlegm'],
      action: ['请在 24 小时内看医生。', 'See a doctor within 24 hours.'],
      when: chose('blood', 'streaks'),
    },
    {
      id: 'pain-only',
      urgency: 'consultation-24h',
      title: ['咳嗽伴胸痛', 'Cough with chest pain'],
      action: ['请在 24 小时内看医生；如果开始喘，立即去急诊。', 'See a doctor within 24 hours; if you get breathless, go to an emergency department.'],
      when: all(yes('chest-pain'), chose('breathing', 'normal')),
    },
    {
      id: 'short-of-breath',
      urgency: 'consultation-24h',
      title: ['比平时喘，或有喘鸣声', 'More breathless than usual, or wheezing'],
      action: ['请在 24 小时内看医生；如果越来越喘，立即去急诊。', 'See a doctor within 24 hours; if it gets worse, go to an emergency department.'],
      when: all(chose('breathing', 'effort', 'wheeze'), answered('chest-pain', ' = false')),
    },
    {
      id: 'weak-fever',
      urgency: 'consultation-24h',
      title: ['免疫力低下或 65 岁以上，咳嗽伴发烧', 'Cough and fever with a weak immune system or from 65 years'],
      action: ['请在 24 小时内看医生。', 'See a doctor within 24 hours.'],
      when: all(answered('temperature', ' >= 38'), any(yes('immune'), answered('age', ' >= 65'))),
    },
    {
      id: 'long',
      urgency: 'consultation',
      title: ['咳嗽超过 3 周', 'A cough for more than 3 weeks'],
      action: ['请近日预约看医生，可能需要拍胸片。', 'Make an appointment in the next days; a chest X-ray may be needed.'],
      when: chose('duration', 'over-3-weeks'), // NG12 1.1: cough of 3 weeks and more; NHS: see a GP after 3 weeks
    },
    {
      id: 'weight',
      urgency: 'consultation',
      title: ['咳嗽伴消瘦、盗汗，或身边有人得肺结核', 'Cough with weight loss, night sweats, or contact with tuberculosis'],
      action: ['请近日预约看医生，并提到这些情况。', 'Make an appointment in the next days and mention this.'],
      when: any(chose('others', 'weight', 'sweats'), yes('tuberculosis')),
    },
  ],
);
