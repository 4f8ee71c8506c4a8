import { triageRules } from './author.js';
import { all, answered, any, chose, no, yes } from './conditions.js';

const ambulance = [
  '请立即拨打急救电话。躺下休息，先不要吃喝，也不要吃止痛药。',
  'Call an ambulance now. Lie down, do not eat or drink, and take no painkillers.',
] as const;
const emergency = ['请现在就去急诊，先不要吃喝。', 'Go to an emergency department now. Do not eat or drink.'] as const;

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'abdominal-pain',
  [
    'Cartwright SL, Knudson MP. Evaluation of acute abdominal pain in adults. Am Fam Physician 2008;77(7):971-978',
    'NHS: Stomach ache, https://www.nhs.uk/conditions/stomach-ache/',
    'NHS: Ectopic pregnancy, https://www.nhs.uk/conditions/ectopic-pregnancy/',
  ],
  [
    {
      id: 'rigid',
      urgency: 'emergency-ambulance',
      title: ['肚子硬得像板，或一碰一动就剧痛', 'A belly hard as a board, or agony on touch or movement'],
      action: ambulance,
      when: yes('rigid'),
    },
    {
      id: 'collapse',
      urgency: 'emergency-ambulance',
      title: ['肚子痛并晕倒、出冷汗或脸色苍白', 'Belly pain with fainting, a cold sweat or pallor'],
      action: ambulance,
      when: yes('faint'),
    },
    {
      id: 'vomiting-blood',
      urgency: 'emergency-ambulance',
      title: ['吐血，或吐出像咖啡渣的东西', 'Vomiting blood, or something like coffee grounds'],
      action: ambulance,
      when: chose('vomit', 'blood'),
    },
    {
      id: 'chest',
      urgency: 'emergency-ambulance',
      title: ['上腹痛并胸口闷痛，或痛到肩膀、下巴', 'Belly pain with pressure in the chest, or pain in the shoulder or jaw'],
      action: ['请立即拨打急救电话。坐下休息，不要走动，不要自己开车。', 'Call an ambulance now. Sit down and rest. Do not walk about and do not drive.'],
      when: yes('chest'),
    },
    {
      id: 'sudden',
      urgency: 'emergency',
      title: ['突然出现的剧烈腹痛', 'Sudden, severe belly pain'],
      action: emergency,
      when: all(chose('onset', 'sudden'), answered('severity', ' >= 7')),
    },
    {
      id: 'pregnancy',
      urgency: 'emergency',
      title: ['怀孕或可能怀孕时腹痛', 'Belly pain while pregnant, or possibly pregnant'],
      action: ['请现在就去有妇产科的急诊。', 'Go to an emergency department with gynaecology now.'],
      when: chose('pregnancy', 'pregnant', 'possibly'),
    },
    {
      id: 'stool-blood',
      urgency: 'emergency',
      title: ['大便发黑像柏油，或有鲜血', 'Black, tarry stools, or fresh blood'],
      action: emergency,
      when: chose('stool', 'black', 'blood'),
    },
    {
      id: 'blocked',
      urgency: 'emergency',
      title: ['不排便也不排气，肚子胀', 'Neither stool nor wind, and bloated'],
      action: emergency,
      when: chose('stool', 'nothing'),
    },
    {
      id: 'testicle',
      urgency: 'emergency',
      title: ['睾丸突然肿痛', 'Sudden pain or swelling of a testicle'],
      action: ['请现在就去急诊，几小时内处理最好。', 'Go to an emergency department now: hours matter.'],
      when: yes('testicle'),
    },
    {
      id: 'injury',
      urgency: 'emergency',
      title: ['肚子受撞击后疼痛', 'Belly pain after a blow'],
      action: emergency,
      when: yes('injury'),
    },
    {
      id: 'fever',
      urgency: 'emergency',
      title: ['腹痛伴发烧和呕吐，或皮肤发黄', 'Belly pain with fever and vomiting, or yellow skin'],
      action: emergency,
      when: all(yes('fever'), any(chose('vomit', 'some', 'cannot-drink'), yes('yellow'))),
    },
    {
      id: 'dry',
      urgency: 'emergency',
      title: ['吐得喝不进水', 'Vomiting so much that nothing stays down'],
      action: ['请现在就去急诊，可能需要补液。', 'Go to an emergency department now; you may need fluids.'],
      when: all(chose('vomit', 'cannot-drink'), no('fever')),
    },
    {
      id: 'lower-right',
      urgency: 'consultation-24h',
      title: ['右下腹痛，并在加重', 'Pain in the lower right that is getting worse'],
      action: [
        '请今天就看医生；如果发烧或痛得直不起腰，立即去急诊。',
        'See a doctor today; with fever, or if you cannot stand upright, go to an emergency department.',
      ],
      when: all(chose('site', 'lower-right'), chose('course', 'worse')),
    },
    {
      id: 'yellow',
      urgency: 'consultation-24h',
      title: ['皮肤或眼白发黄', 'Yellow skin or eyes'],
      action: ['请在 24 小时内看医生。', 'See a doctor within 24 hours.'],
      when: all(yes('yellow'), no('fever')),
    },
    {
      id: 'urine',
      urgency: 'consultation-24h',
      title: ['小便刺痛、带血或尿不出来', 'Pain or blood on passing urine, or unable to'],
      action: [
        '请在 24 小时内看医生；完全尿不出来时立即去急诊。',
        'See a doctor within 24 hours; if you cannot pass urine at all, go to an emergency department.',
      ],
      when: yes('urine'),
    },
    {
      id: 'weight',
      urgency: 'consultation',
      title: ['腹痛超过 3 周，或没有刻意减肥却瘦了', 'Belly pain for more than 3 weeks, or weight loss without trying'],
      action: ['请近日预约看医生。', 'Make an appointment in the next days.'],
      when: any(chose('duration', 'over-3-weeks'), yes('weight')),
    },
  ],
);
