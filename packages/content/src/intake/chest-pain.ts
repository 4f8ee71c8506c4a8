import { item, questionnaire, vocabulary } from './author.js';
import { age, medicines, notes, purpose, reason, severity } from './common-items.js';

const { choice, yesNo } = vocabulary('chest-pain');

const thisPain = item('this-pain', 'group', ['这次胸口不舒服', 'This chest pain'], {
  item: [
    item('now', 'boolean', ['现在还在痛或难受吗？', 'Does it hurt, or feel bad, right now?'], {
      role: 'symptom',
      short: ['现在仍有', 'Present now'],
      required: true,
    }),
    reason(['用一两句话说说是怎么不舒服', 'Tell us about it in a sentence or two']),
    item('when', 'choice', ['最近一次发作是什么时候？', 'When did you last have it?'], {
      role: 'onset',
      short: ['最近一次', 'Last time'],
      required: true,
      answerOption: [
        choice('within-12-hours', ['12 小时以内', 'Within the last 12 hours']),
        choice('within-3-days', ['12 小时到 3 天前', '12 hours to 3 days ago']),
        choice('earlier', ['3 天以前', 'More than 3 days ago']),
      ],
    }),
    item('onset', 'choice', ['是怎样开始的？', 'How did it begin?'], {
      role: 'onset',
      short: ['起病', 'Onset'],
      required: true,
      answerOption: [
        choice('sudden', ['突然', 'Suddenly']),
        choice('gradual', ['慢慢出现', 'Little by little']),
        choice('unsure', ['说不清', 'I am not sure']),
      ],
    }),
    item('lasts', 'choice', ['每次大约持续多久？', 'How long does it last each time?'], {
      role: 'duration',
      short: ['每次持续', 'Lasts'],
      required: true,
      answerOption: [
        choice('seconds', ['几秒', 'Seconds']),
        choice('under-15-min', ['不到 15 分钟', 'Less than 15 minutes']),
        choice('over-15-min', ['15 分钟以上', '15 minutes or more']),
        choice('days', ['一直在痛，超过一天', 'All the time, for more than a day']),
      ],
    }),
    severity(['最重的时候有多难受？', 'How bad is it at its worst?']),
    item('quality', 'choice', ['像哪种感觉？可以多选', 'What does it feel like? You may choose several'], {
      short: ['性质', 'Quality'],
      role: 'symptom',
      required: true,
      repeats: true,
      answerOption: [
        choice('pressure', ['压、闷、紧，像被勒住', 'Pressure, tightness or squeezing']),
        choice('tearing', ['撕裂样剧痛', 'A severe tearing pain']),
        choice('sharp', ['针刺样，深吸气时加重', 'Sharp, worse on a deep breath']),
        choice('burning', ['烧灼感', 'Burning']),
        choice('none', ['都不像', 'None of these'], true),
      ],
    }),
    item('spread', 'choice', ['会放射到别处吗？可以多选', 'Does it spread? You may choose several'], {
      short: ['放射', 'Spreads to'],
      role: 'symptom',
      required: true,
      repeats: true,
      answerOption: [
        choice('arm', ['肩膀或手臂', 'Shoulder or arm']),
        choice('jaw', ['脖子、下巴或牙', 'Neck, jaw or teeth']),
        choice('back', ['后背', 'Back']),
        choice('none', ['没有', 'It does not'], true),
      ],
    }),
    item('trigger', 'choice', ['什么时候容易发作？可以多选', 'What brings it on? You may choose several'], {
      short: ['诱因', 'Brought on by'],
      repeats: true,
      answerOption: [
        choice('exertion', ['走快、爬楼或用力', 'Walking fast, stairs or effort']),
        choice('rest', ['休息时也会', 'At rest, too']),
        choice('meals', ['饭后或躺下', 'After meals or lying down']),
        choice('touch', ['按压或转身时', 'Pressing on it or turning']),
        choice('none', ['没有规律', 'No pattern'], true),
      ],
    }),
  ],
});

const accompanying = item('accompanying', 'group', ['同时还有这些情况吗？', 'Is any of this happening too?'], {
  item: [
    item('signs', 'choice', ['发作时有没有以下任何一种？可以多选', 'Do any of these come with it? You may choose several'], {
      role: 'symptom',
      short: ['伴随情况', 'Comes with'],
      required: true,
      repeats: true,
      answerOption: [
        choice('breathless', ['喘不上气', 'Short of breath']),
        choice('sweat', ['出冷汗', 'Cold sweat']),
        choice('sick', ['恶心或呕吐', 'Feeling sick or vomiting']),
        choice('faint', ['晕倒或快要晕倒', 'Fainting, or nearly']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
    yesNo('blood', ['咳嗽时咳出血了吗？', 'Have you coughed up blood?'], ['咳血', 'Coughing up blood'], { required: true }),
    yesNo('leg', ['有没有一条腿又肿又痛？', 'Is one leg swollen and painful?'], ['单侧腿肿痛', 'One leg swollen and painful'], { required: true }),
    yesNo('fever', ['发烧吗（38 ℃ 或以上）？', 'Do you have a fever (38 °C or above)?'], ['发烧', 'Fever']),
    yesNo('rash', ['胸口或背上一侧有成片水疱吗？', 'Are there blisters in a band on one side of the chest or back?'], ['单侧水疱', 'Blisters on one side']),
  ],
});

const background = item('background', 'group', ['您的情况', 'About you'], {
  item: [
    age(),
    item('risks', 'choice', ['您有以下哪些情况？可以多选', 'Which of these apply to you? You may choose several'], {
      short: ['既往情况', 'History'],
      role: 'background',
      repeats: true,
      answerOption: [
        choice('heart', ['得过心脏病、放过支架或搭过桥', 'Heart disease, a stent or a bypass']),
        choice('pressure', ['高血压', 'High blood pressure']),
        choice('diabetes', ['糖尿病', 'Diabetes']),
        choice('lipids', ['血脂高', 'High cholesterol']),
        choice('smoking', ['吸烟', 'Smoking']),
        choice('family', ['父母或兄弟姐妹较年轻就有心脏病', 'A parent or sibling with early heart disease']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
    yesNo(
      'still',
      ['最近 4 周做过手术、卧床 3 天以上或长途乘车乘机吗？', 'In the last 4 weeks: an operation, 3 days or more in bed, or a long journey?'],
      ['近期手术、卧床或长途旅行', 'Recent operation, bed rest or long journey'],
      { role: 'background' },
    ),
    medicines(),
    notes(),
  ],
});

/** Our own chest pain questionnaire; the questions follow the sources named in its rules. Not medically reviewed. */
export default questionnaire({
  id: 'chest-pain',
  name: 'ChestPain',
  title: ['胸痛问诊', 'Chest pain'],
  publisher: 'Nelumbo',
  description: purpose,
  item: [thisPain, accompanying, background],
});
