import { triageRules } from './author.js';
import { all, any, chose, no, yes } from './conditions.js';

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'rash',
  [
    'Ely JW, Seabury Stone M. The generalized rash: part I. Differential diagnosis. Am Fam Physician 2010;81(6):726-734',
    'NHS: Anaphylaxis, https://www.nhs.uk/conditions/anaphylaxis/',
    'NHS: Meningitis, https://www.nhs.uk/conditions/meningitis/',
    'NHS: Shingles, https://www.nhs.uk/conditions/shingles/',
  ],
  [
    {
      id: 'allergic',
      urgency: 'emergency-ambulance',
      title: ['皮疹并且喘不上气、喉咙发紧或头晕要倒', 'A rash with trouble breathing, a tight throat or faintness'],
      action: [
        '请立即拨打急救电话。如果带有肾上腺素笔，现在就用。平躺抬高腿；喘得厉害时坐着。',
        'Call an ambulance now. If you carry an adrenaline pen, use it. Lie flat with your legs up; sit if breathing is hard.',
      ],
      when: chose('allergic', 'breathless', 'faint'),
    },
    {
      id: 'fever-not-fading',
      urgency: 'emergency-ambulance',
      title: ['发烧伴按压不褪色的皮疹', 'Fever with a rash that does not fade when pressed'],
      action: ['请立即拨打急救电话，告诉对方皮疹按压不褪色。', 'Call an ambulance now and say that the rash does not fade when pressed.'],
      when: all(yes('fever'), no('fade')),
    },
    {
      id: 'swelling',
      urgency: 'emergency',
      title: ['嘴唇、舌头或脸肿', 'Swollen lips, tongue or face'],
      action: [
        '请现在就去急诊，要有人陪同；如果喘不上气，立即拨打急救电话。',
        'Go to an emergency department now, with somebody. If breathing gets hard, call an ambulance.',
      ],
      when: all(chose('allergic', 'swelling'), any(no('fever'), yes('fade'))),
    },
    {
      id: 'peeling',
      urgency: 'emergency',
      title: ['大片脱皮，或口腔、眼睛、外阴也有疹子并发烧', 'Skin coming off in sheets, or fever with sores in mouth, eyes or genitals'],
      action: ['请现在就去急诊，把最近用过的药都带上。', 'Go to an emergency department now and take along every medicine you used.'],
      when: any(chose('look', 'peeling'), all(chose('site', 'mouth'), yes('fever'), yes('fade'))),
    },
    {
      id: 'unwell',
      urgency: 'emergency',
      title: ['皮疹伴意识模糊、脖子发硬或非常虚弱', 'A rash with confusion, a stiff neck or great weakness'],
      action: ['请现在就去急诊，要有人陪同。', 'Go to an emergency department now, with somebody.'],
      when: yes('unwell'),
    },
    {
      id: 'eye',
      urgency: 'consultation-24h',
      title: ['眼睛周围有水疱', 'Blisters around an eye'],
      action: ['请在 24 小时内看眼科或皮肤科。', 'See an eye or skin doctor within 24 hours.'],
      when: all(chose('site', 'eye'), chose('look', 'blisters', 'band')),
    },
    {
      id: 'band',
      urgency: 'consultation-24h',
      title: ['身体一侧成片的水疱', 'Blisters in a band on one side'],
      action: ['请在 24 小时内看医生，早一些用药效果更好。', 'See a doctor within 24 hours; treatment works better when it starts early.'],
      when: all(chose('look', 'band'), `${chose('site', 'eye')} = false`),
    },
    {
      id: 'not-fading',
      urgency: 'consultation-24h',
      title: ['没有发烧，但皮疹按压不褪色', 'No fever, but a rash that does not fade when pressed'],
      action: [
        '请在 24 小时内看医生；如果发烧或不舒服，立即拨打急救电话。',
        'See a doctor within 24 hours. If you get a fever or feel ill, call an ambulance.',
      ],
      when: all(no('fever'), no('fade')),
    },
    {
      id: 'drug',
      urgency: 'consultation-24h',
      title: ['用新药后出现皮疹', 'A rash after a new medicine'],
      action: ['请在 24 小时内联系开药的医生，先问清楚再吃下一次。', 'Contact the doctor who prescribed it within 24 hours and ask before the next dose.'],
      when: yes('new'),
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
      id: 'pregnant-immune',
      urgency: 'consultation-24h',
      title: ['怀孕或免疫力低下时出疹', 'A rash in pregnancy or with a weak immune system'],
      action: ['请在 24 小时内先打电话联系医生，再去医院。', 'Phone a doctor within 24 hours before you go.'],
      when: any(chose('pregnancy', 'pregnant', 'possibly'), yes('immune')),
    },
    {
      id: 'bite',
      urgency: 'consultation-24h',
      title: ['被蜱虫或动物咬过后出疹', 'A rash after a tick or animal bite'],
      action: ['请在 24 小时内看医生。', 'See a doctor within 24 hours.'],
      when: yes('bite'),
    },
    {
      id: 'long',
      urgency: 'consultation',
      title: ['皮疹超过 3 周', 'A rash for more than 3 weeks'],
      action: ['请近日预约皮肤科。', 'Make an appointment with a skin doctor in the next days.'],
      when: chose('duration', 'over-3-weeks'),
    },
  ],
);
