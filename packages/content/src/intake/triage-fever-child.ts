import { triageRules } from './author.js';
import { all, answered, chose, yes } from './conditions.js';

// Which signs count follows the traffic light table of NICE NG143; how urgent each is for a parent at home, and every word of advice, is ours and has
// not been medically reviewed.
export default triageRules(
  'fever-child',
  [
    'NICE NG143: Fever in under 5s: assessment and initial management, 2019, updated 2021, https://www.nice.org.uk/guidance/ng143',
    'NHS: High temperature (fever) in children, https://www.nhs.uk/conditions/fever-in-children/',
  ],
  [
    {
      id: 'hard-to-wake',
      urgency: 'emergency-ambulance',
      title: ['孩子叫不醒或没有反应', 'Your child cannot be woken or does not respond'],
      action: ['请立即拨打急救电话，守在孩子身边。', 'Call an ambulance now and stay with your child.'],
      when: chose('alert', 'hard-to-wake'), // red: "does not wake or if roused does not stay awake"
    },
    {
      id: 'breathing',
      urgency: 'emergency-ambulance',
      title: ['孩子呼吸费力或嘴唇发紫', 'Your child struggles to breathe or has blue lips'],
      action: ['请立即拨打急救电话，让孩子保持舒服的坐姿。', 'Call an ambulance now and let your child sit as is comfortable.'],
      when: chose('breathing', 'grunting'), // red: "grunting", "moderate or severe chest indrawing"
    },
    {
      id: 'colour',
      urgency: 'emergency-ambulance',
      title: ['孩子皮肤发灰、发青或花斑', 'Your child is grey, blue or mottled'],
      action: ['请立即拨打急救电话。', 'Call an ambulance now.'],
      when: chose('colour', 'blue'), // red: "pale, mottled, ashen or blue"
    },
    {
      id: 'rash',
      urgency: 'emergency-ambulance',
      title: ['发烧伴按压不褪色的红点或紫斑', 'Fever with spots that do not fade when pressed'],
      action: ['请立即拨打急救电话，告诉对方皮疹按压不褪色。', 'Call an ambulance now and say that the rash does not fade when pressed.'],
      when: yes('rash'), // red: "non-blanching rash"
    },
    {
      id: 'seizure',
      urgency: 'emergency',
      title: ['发烧时抽搐', 'A seizure with the fever'],
      action: [
        '如果还在抽搐或超过 5 分钟，立即拨打急救电话。已经停了，也请现在就去急诊。抽搐时让孩子侧躺，不要往嘴里放东西。',
        'If it is still going on, or lasted over 5 minutes, call an ambulance. If it has stopped, go to an emergency department now. Lay your child on the side and put nothing in the mouth.',
      ],
      when: yes('seizure'),
    },
    {
      id: 'neck',
      urgency: 'emergency',
      title: ['发烧伴脖子发硬、囟门鼓起或一碰就哭', 'Fever with a stiff neck, a bulging soft spot or crying at every touch'],
      action: ['请现在就去有儿科的急诊。', 'Go to an emergency department with paediatrics now.'],
      when: yes('neck'), // red: "bulging fontanelle", "neck stiffness"
    },
    {
      id: 'young',
      urgency: 'emergency',
      title: ['不到 3 个月的宝宝发烧', 'A fever under 3 months of age'],
      action: ['请现在就去有儿科的急诊，即使宝宝看上去还好。', 'Go to an emergency department with paediatrics now, even if your baby seems well.'],
      when: all(chose('age-band', 'under-3-months'), answered('temperature', ' >= 38')), // red: "age under 3 months, temperature 38 °C or higher"
    },
    {
      id: 'cry',
      urgency: 'emergency',
      title: ['哭声很弱、尖叫样或哭个不停', 'A weak, high-pitched or unending cry'],
      action: ['请现在就去有儿科的急诊。', 'Go to an emergency department with paediatrics now.'],
      when: chose('cry', 'weak'), // red: "weak, high-pitched or continuous cry"
    },
    {
      id: 'fluids',
      urgency: 'emergency',
      title: ['几乎不喝水，或喝什么吐什么', 'Hardly drinks, or brings everything up'],
      action: ['请现在就去有儿科的急诊。', 'Go to an emergency department with paediatrics now.'],
      when: chose('fluids', 'none'),
    },
    {
      id: 'dry',
      urgency: 'consultation-24h',
      title: ['小便很少、哭时没有眼泪或嘴巴很干', 'Little urine, no tears or a very dry mouth'],
      action: ['少量多次喂水，今天就带孩子看医生。', 'Offer small sips often and see a doctor today.'],
      when: yes('dry'), // amber: "dry mucous membranes", "reduced urine output"
    },
    {
      id: 'amber',
      urgency: 'consultation-24h',
      title: ['比平时蔫、苍白或呼吸快', 'Quieter or paler than usual, or breathing fast'],
      action: [
        '请在 24 小时内带孩子看医生；如果叫不醒或呼吸费力，立即拨打急救电话。',
        'See a doctor within 24 hours. If your child cannot be woken or struggles to breathe, call an ambulance.',
      ],
      when: `(${chose('alert', 'quieter')}) or (${chose('breathing', 'fast')}) or (${chose('colour', 'pale')})`, // amber column
    },
    {
      id: 'months-3-6',
      urgency: 'consultation-24h',
      title: ['3–6 个月的宝宝烧到 39 ℃ 或以上', '39 °C or above at 3 to 6 months of age'],
      action: ['请在 24 小时内带宝宝看医生。', 'See a doctor within 24 hours.'],
      when: all(chose('age-band', 'months-3-6'), answered('temperature', ' >= 39')), // amber: "age 3 to 6 months, temperature 39 °C or higher"
    },
    {
      id: 'limb',
      urgency: 'consultation-24h',
      title: ['胳膊或腿肿、不肯动', 'A swollen limb, or one your child will not use'],
      action: ['请在 24 小时内带孩子看医生。', 'See a doctor within 24 hours.'],
      when: chose('also', 'limp'), // amber: "swelling of a limb or joint", "non-weight bearing"
    },
    {
      id: 'chronic',
      urgency: 'consultation-24h',
      title: ['有慢性病、免疫力低下或早产的孩子发烧', 'A fever with a long-term illness, weak immunity or preterm birth'],
      action: ['请在 24 小时内联系平时看诊的医生。', 'Contact the doctor who knows your child within 24 hours.'],
      when: yes('chronic'),
    },
    {
      id: 'long',
      urgency: 'consultation-24h',
      title: ['发烧超过 3 天', 'A fever for more than 3 days'],
      action: ['请在 24 小时内带孩子看医生，烧满 5 天一定要看。', 'See a doctor within 24 hours; at 5 days it is a must.'],
      when: chose('duration', 'days-4-7', 'weeks-1-3', 'over-3-weeks'), // amber: "fever for 5 days or longer"
    },
    {
      id: 'urine',
      urgency: 'consultation',
      title: ['小便时哭，或耳朵痛', 'Crying when passing urine, or ear pain'],
      action: ['请近日带孩子看医生。', 'See a doctor in the next days.'],
      when: chose('also', 'pee', 'ear'),
    },
  ],
);
