import { item, questionnaire, vocabulary } from './author.js';
import { allergies, duration, medicines, notes, purpose, reason, temperature } from './common-items.js';

const { choice, yesNo } = vocabulary('fever-child');

const child = item('child', 'group', ['孩子和这次发烧', 'Your child and this fever'], {
  item: [
    item('age-band', 'choice', ['孩子多大？', 'How old is your child?'], {
      short: ['年龄', 'Age'],
      role: 'background',
      required: true,
      answerOption: [
        choice('under-3-months', ['不到 3 个月', 'Under 3 months']),
        choice('months-3-6', ['3–6 个月', '3 to 6 months']),
        choice('months-6-36', ['6 个月到 3 岁', '6 months to 3 years']),
        choice('years-3-12', ['3–12 岁', '3 to 12 years']),
      ],
    }),
    temperature(['最高烧到多少？', 'What was the highest temperature?'], {
      role: 'severity',
      help: ['没有量过可以不填', 'Leave it empty if you did not measure'],
    }),
    reason(['用一两句话说说孩子怎么了', 'Tell us about it in a sentence or two']),
    duration(['烧了多久？', 'How long has the fever lasted?']),
  ],
});

const looks = item('looks', 'group', ['现在看上去怎么样？', 'How does your child seem now?'], {
  item: [
    item('alert', 'choice', ['精神怎么样？', 'How alert is your child?'], {
      short: ['精神', 'Alertness'],
      role: 'symptom',
      required: true,
      answerOption: [
        choice('hard-to-wake', ['叫不醒、没有反应，或一醒又睡过去', 'Cannot be woken, does not respond, or will not stay awake']),
        choice('quieter', ['比平时蔫，逗不笑、不想玩', 'Quieter than usual, no smile, does not want to play']),
        choice('well', ['退烧后能玩、能笑', 'Plays and smiles when the fever is down'], true),
      ],
    }),
    item('cry', 'choice', ['哭声怎么样？', 'How is the cry?'], {
      short: ['哭声', 'Cry'],
      role: 'symptom',
      answerOption: [choice('weak', ['很弱、尖叫样或哭个不停', 'Weak, high-pitched or without end']), choice('normal', ['和平时一样', 'As usual'], true)],
    }),
    item('breathing', 'choice', ['呼吸怎么样？', 'How is the breathing?'], {
      short: ['呼吸', 'Breathing'],
      role: 'symptom',
      required: true,
      answerOption: [
        choice('grunting', ['每口气都哼哼，或胸口凹进去，或嘴唇发紫', 'Grunting, the chest sucks in, or blue lips']),
        choice('fast', ['比平时快，鼻翼扇动', 'Faster than usual, nostrils flare']),
        choice('normal', ['正常', 'Normal'], true),
      ],
    }),
    item('colour', 'choice', ['肤色怎么样？', 'What is the skin colour?'], {
      short: ['肤色', 'Colour'],
      role: 'symptom',
      required: true,
      answerOption: [
        choice('blue', ['发灰、发青或花斑', 'Grey, blue or mottled']),
        choice('pale', ['比平时苍白', 'Paler than usual']),
        choice('normal', ['正常', 'Normal'], true),
      ],
    }),
    yesNo(
      'rash',
      ['身上有按压后不褪色的红点或紫斑吗？', 'Are there red or purple spots that do not fade when pressed?'],
      ['压之不褪色的皮疹', 'Rash that does not fade'],
      {
        required: true,
        help: ['用透明玻璃杯侧面压一压看', 'Press the side of a clear glass against them'],
      },
    ),
    yesNo('seizure', ['抽搐过吗？', 'Was there a seizure?'], ['抽搐', 'Seizure'], { required: true }),
    yesNo(
      'neck',
      ['脖子发硬、囟门鼓起，或一碰就哭吗？', 'A stiff neck, a bulging soft spot, or crying at every touch?'],
      ['颈部僵硬或囟门隆起', 'Stiff neck or bulging soft spot'],
      { required: true },
    ),
  ],
});

const drinking = item('drinking', 'group', ['吃喝和其他', 'Drinking and more'], {
  item: [
    item('fluids', 'choice', ['喝水或吃奶怎么样？', 'How is your child drinking or feeding?'], {
      short: ['进水', 'Drinking'],
      role: 'symptom',
      required: true,
      answerOption: [
        choice('none', ['几乎什么都不喝，或喝什么吐什么', 'Hardly anything, or brings everything up']),
        choice('half', ['不到平时的一半', 'Less than half of usual']),
        choice('normal', ['差不多', 'About as usual'], true),
      ],
    }),
    yesNo(
      'dry',
      ['8 小时以上没有小便（尿布干），或哭时没有眼泪、嘴巴很干吗？', 'No wet nappy or urine for 8 hours, no tears when crying, or a very dry mouth?'],
      ['少尿、无泪或口干', 'No urine, no tears or dry mouth'],
      { required: true },
    ),
    item('also', 'choice', ['还有哪些？可以多选', 'Anything else? You may choose several'], {
      short: ['其他', 'Also'],
      role: 'symptom',
      repeats: true,
      answerOption: [
        choice('cough', ['咳嗽', 'Cough']),
        choice('ear', ['耳朵痛或抓耳朵', 'Ear pain, or pulling at an ear']),
        choice('throat', ['嗓子痛', 'Sore throat']),
        choice('diarrhoea', ['腹泻', 'Diarrhoea']),
        choice('pee', ['小便时哭', 'Cries when passing urine']),
        choice('limp', ['一条腿或胳膊肿、不肯动', 'A swollen limb, or will not use it']),
        choice('mouth', ['口腔、手或脚有疹子', 'Spots in the mouth, on hands or feet']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
    yesNo(
      'chronic',
      ['孩子有慢性病、免疫力低下，或早产吗？', 'A long-term illness, a weak immune system, or born early?'],
      ['慢性病、免疫力低下或早产', 'Long-term illness, weak immunity or preterm'],
      { role: 'background' },
    ),
    yesNo('vaccines', ['疫苗都按时接种了吗？', 'Are the vaccinations up to date?'], ['疫苗按时接种', 'Vaccinated'], { role: 'background' }),
    medicines(),
    allergies(),
    notes(),
  ],
});

/** Our own fever questionnaire for children; the questions follow the sources named in its rules. Not medically reviewed. */
export default questionnaire({
  id: 'fever-child',
  name: 'FeverChild',
  title: ['发烧问诊（儿童）', 'Fever (child)'],
  publisher: 'Nelumbo',
  description: purpose,
  item: [child, looks, drinking],
});
