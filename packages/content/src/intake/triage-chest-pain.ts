import { triageRules } from './author.js';
import { all, any, chose, choseAny, no, yes } from './conditions.js';

const ambulance = [
  '请立即拨打急救电话。坐下或半躺着休息，不要走动，不要自己开车，不要独自一人。',
  'Call an ambulance now. Sit or lie half upright and rest. Do not walk about, do not drive, do not stay alone.',
] as const;

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'chest-pain',
  [
    'NICE CG95: Recent-onset chest pain of suspected cardiac origin: assessment and diagnosis, https://www.nice.org.uk/guidance/cg95',
    'NHS: Chest pain, https://www.nhs.uk/conditions/chest-pain/',
    'NHS: Pulmonary embolism, https://www.nhs.uk/conditions/pulmonary-embolism/',
  ],
  [
    {
      id: 'pressure-now',
      urgency: 'emergency-ambulance',
      title: ['现在胸口压、闷、紧，持续 15 分钟以上', 'Pressure in the chest now, for 15 minutes or more'],
      action: ambulance,
      when: all(yes('now'), chose('quality', 'pressure'), chose('lasts', 'over-15-min', 'days')), // "tight or heavy", "lasts more than 15 minutes"
    },
    {
      id: 'spreading-now',
      urgency: 'emergency-ambulance',
      title: ['现在胸痛并放射到手臂、下巴或后背', 'Chest pain now that spreads to the arm, jaw or back'],
      action: ambulance,
      when: all(yes('now'), choseAny('spread')), // "spreads to your arms, back, neck or jaw"
    },
    {
      id: 'signs-now',
      urgency: 'emergency-ambulance',
      title: ['现在胸痛并且喘不上气、出冷汗、恶心或晕倒', 'Chest pain now with breathlessness, cold sweat, sickness or fainting'],
      action: ambulance,
      when: all(yes('now'), choseAny('signs')), // "shortness of breath, sweating, feeling or being sick"
    },
    {
      id: 'tearing',
      urgency: 'emergency-ambulance',
      title: ['突然出现的撕裂样胸痛', 'A sudden tearing pain in the chest'],
      action: ambulance,
      when: all(chose('quality', 'tearing'), chose('onset', 'sudden')),
    },
    {
      id: 'blood',
      urgency: 'emergency',
      title: ['胸痛并咳出血', 'Chest pain and coughing up blood'],
      action: ['请现在就去急诊，最好有人陪同。', 'Go to an emergency department now, preferably with somebody.'],
      when: yes('blood'),
    },
    {
      id: 'leg',
      urgency: 'emergency',
      title: ['胸痛，同时一条腿又肿又痛', 'Chest pain with one swollen, painful leg'],
      action: ['请现在就去急诊，尽量少走动，不要按摩肿痛的腿。', 'Go to an emergency department now. Walk as little as possible and do not massage the leg.'],
      when: yes('leg'),
    },
    {
      id: 'after-rest',
      urgency: 'emergency',
      title: ['手术、卧床或长途旅行后胸痛、喘不上气', 'Chest pain and breathlessness after an operation, bed rest or a long journey'],
      action: ['请现在就去急诊，并告诉医生最近的手术、卧床或旅行。', 'Go to an emergency department now and mention the operation, bed rest or journey.'],
      when: all(no('now'), yes('still'), chose('signs', 'breathless')),
    },
    {
      id: 'last-12-hours',
      urgency: 'emergency',
      title: ['12 小时内有过胸口压闷或放射痛', 'Pressure, or pain that spread, within the last 12 hours'],
      action: ['即使现在不痛了，也请现在就去急诊。', 'Go to an emergency department now, even if the pain has gone.'],
      when: all(no('now'), chose('when', 'within-12-hours'), any(chose('quality', 'pressure'), choseAny('spread'))), // CG95 1.2.1: pain-free, but chest pain in the last 12 hours
    },
    {
      id: 'last-3-days',
      urgency: 'consultation-24h',
      title: ['最近 3 天内有过胸口压闷或放射痛', 'Pressure, or pain that spread, within the last 3 days'],
      action: ['请在 24 小时内看医生；如果又痛起来，立即拨打急救电话。', 'See a doctor within 24 hours. If the pain comes back, call an ambulance at once.'],
      when: all(no('now'), chose('when', 'within-3-days'), any(chose('quality', 'pressure'), choseAny('spread'))), // CG95: pain 12 to 72 hours ago, same-day assessment
    },
    {
      id: 'fever',
      urgency: 'consultation-24h',
      title: ['胸痛伴发烧', 'Chest pain with fever'],
      action: ['请在 24 小时内看医生；如果喘不上气，立即去急诊。', 'See a doctor within 24 hours; if you get short of breath, go to an emergency department.'],
      when: yes('fever'),
    },
    {
      id: 'blisters',
      urgency: 'consultation-24h',
      title: ['胸痛的一侧出现成片水疱', 'Blisters in a band on the painful side'],
      action: ['请在 24 小时内看医生，早一些用药效果更好。', 'See a doctor within 24 hours; treatment works better when it starts early.'],
      when: yes('rash'), // NHS, Shingles: treatment within 3 days of the rash
    },
    {
      id: 'effort',
      urgency: 'consultation',
      title: ['走快、爬楼或用力时胸口不舒服', 'Chest discomfort with walking fast, stairs or effort'],
      action: [
        '请近日预约看医生，把这份记录带上。若休息时也痛或持续 15 分钟以上，立即拨打急救电话。',
        'Make an appointment in the next days and take this record along. If it comes at rest or lasts 15 minutes, call an ambulance.',
      ],
      when: all(no('now'), chose('trigger', 'exertion')), // CG95 1.3.3: typical features
    },
  ],
);
