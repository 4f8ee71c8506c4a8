import { triageRules } from './author.js';
import { answered, any, chose, choseAny, yes } from './conditions.js';

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'fever-adult',
  [
    'NHS: High temperature (fever) in adults, https://www.nhs.uk/conditions/fever-in-adults/',
    'NHS: Sepsis, https://www.nhs.uk/conditions/sepsis/',
    'NHS: Meningitis, https://www.nhs.uk/conditions/meningitis/',
    'NICE CG151: Neutropenic sepsis: prevention and management in people with cancer, https://www.nice.org.uk/guidance/cg151',
  ],
  [
    {
      id: 'danger',
      urgency: 'emergency-ambulance',
      title: ['发烧时意识模糊、喘不上气、皮肤发花或抽搐', 'Fever with confusion, trouble breathing, mottled skin or a seizure'],
      action: ['请立即拨打急救电话，不要独自一人。', 'Call an ambulance now. Do not stay alone.'],
      when: choseAny('danger'),
    },
    {
      id: 'rash',
      urgency: 'emergency-ambulance',
      title: ['发烧伴按压不褪色的红点或紫斑', 'Fever with spots that do not fade when pressed'],
      action: ['请立即拨打急救电话，告诉对方皮疹按压不褪色。', 'Call an ambulance now and say that the rash does not fade when pressed.'],
      when: yes('rash'),
    },
    {
      id: 'stiff-neck',
      urgency: 'emergency',
      title: ['发烧、头痛并且脖子发硬', 'Fever, headache and a stiff neck'],
      action: ['请现在就去急诊，不要等到明天。', 'Go to an emergency department now. Do not wait until tomorrow.'],
      when: yes('stiff-neck'),
    },
    {
      id: 'urine',
      urgency: 'emergency',
      title: ['12 小时以上没有小便，或喝不进水', 'No urine for 12 hours, or cannot keep fluids down'],
      action: ['请现在就去急诊。', 'Go to an emergency department now.'],
      when: yes('urine'),
    },
    {
      id: 'immune',
      urgency: 'emergency',
      title: ['免疫力低下时发烧', 'Fever with a weak immune system'],
      action: [
        '请现在就联系您的主治医生或去急诊，说明您的病情和用药。',
        'Call the doctor who treats you or go to an emergency department now, and name your condition and medicines.',
      ],
      when: yes('immune'),
    },
    {
      id: 'chills',
      urgency: 'consultation-24h',
      title: ['冷得全身发抖、停不下来', 'Shaking chills that do not stop'],
      action: [
        '请在 24 小时内看医生；如果意识模糊或喘不上气，立即拨打急救电话。',
        'See a doctor within 24 hours; with confusion or trouble breathing, call an ambulance.',
      ],
      when: yes('chills'),
    },
    {
      id: 'pregnancy',
      urgency: 'consultation-24h',
      title: ['怀孕期间发烧', 'Fever in pregnancy'],
      action: [
        '请在 24 小时内联系产科或就医；先问过医生再吃退烧药。',
        'Contact your maternity unit or a doctor within 24 hours; ask before you take anything for the fever.',
      ],
      when: chose('pregnancy', 'pregnant', 'possibly'),
    },
    {
      id: 'travel',
      urgency: 'consultation-24h',
      title: ['旅行后发烧，或被蜱虫、动物咬过', 'Fever after travel, or after a tick or animal bite'],
      action: ['请在 24 小时内看医生，并说明去过哪里、被什么咬过。', 'See a doctor within 24 hours and say where you were or what bit you.'],
      when: any(yes('travel'), yes('tick')),
    },
    {
      id: 'surgery',
      urgency: 'consultation-24h',
      title: ['手术、分娩或受伤后发烧', 'Fever after an operation, childbirth or a wound'],
      action: ['请在 24 小时内联系为您手术或接生的医院。', 'Contact the hospital that treated you within 24 hours.'],
      when: yes('surgery'),
    },
    {
      id: 'urinary-skin',
      urgency: 'consultation-24h',
      title: ['发烧伴小便刺痛、腰痛或皮肤红肿热痛', 'Fever with pain on passing urine, back pain, or hot swollen skin'],
      action: ['请在 24 小时内看医生。', 'See a doctor within 24 hours.'],
      when: chose('where', 'pee', 'skin', 'joints'),
    },
    {
      id: 'older',
      urgency: 'consultation-24h',
      title: ['75 岁以上发烧', 'Fever from 75 years of age'],
      action: ['请在 24 小时内看医生，请家人留意精神状态。', 'See a doctor within 24 hours and have somebody watch how alert you are.'],
      when: answered('age', ' >= 75'),
    },
    {
      id: 'long',
      urgency: 'consultation',
      title: ['发烧超过 3 天没有好转', 'A fever for more than 3 days'],
      action: ['请近日看医生。', 'See a doctor in the next days.'],
      when: chose('duration', 'days-4-7', 'weeks-1-3', 'over-3-weeks'),
    },
  ],
);
