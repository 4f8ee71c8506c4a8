import { item, questionnaire, vocabulary } from './author.js';
import { age, course, duration, immune, medicines, notes, purpose, reason, temperature } from './common-items.js';

const { choice, yesNo } = vocabulary('cough');

const thisCough = item('this-cough', 'group', ['这次咳嗽', 'This cough'], {
  item: [
    reason(['用一两句话说说这次咳嗽', 'Tell us about this cough in a sentence or two']),
    duration(['咳了多久？', 'How long have you had it?']),
    course(['这几天是在好转还是加重？', 'Is it getting better or worse?']),
    item('kind', 'choice', ['是哪种咳嗽？', 'What kind of cough is it?'], {
      short: ['类型', 'Kind'],
      role: 'symptom',
      answerOption: [
        choice('dry', ['干咳，没有痰', 'Dry, nothing comes up']),
        choice('clear', ['有白色或透明的痰', 'White or clear phlegm']),
        choice('coloured', ['有黄色或绿色的痰', 'Yellow or green phlegm']),
      ],
    }),
    item('blood', 'choice', ['痰里有血吗？', 'Is there blood in it?'], {
      short: ['咳血', 'Blood'],
      role: 'symptom',
      required: true,
      answerOption: [
        choice('much', ['咳出的主要是血，或超过一小勺', 'Mostly blood, or more than a teaspoon']),
        choice('streaks', ['有血丝或少量血', 'Streaks or a little']),
        choice('none', ['没有', 'No'], true),
      ],
    }),
    item('trigger', 'choice', ['什么时候更明显？可以多选', 'When is it worse? You may choose several'], {
      short: ['更明显于', 'Worse with'],
      repeats: true,
      answerOption: [
        choice('night', ['夜里或清晨', 'At night or early morning']),
        choice('cold', ['冷空气、运动或大笑', 'Cold air, exercise or laughing']),
        choice('meals', ['饭后或躺下', 'After meals or lying down']),
        choice('dust', ['灰尘、烟雾或宠物', 'Dust, smoke or pets']),
        choice('none', ['没有规律', 'No pattern'], true),
      ],
    }),
  ],
});

const accompanying = item('accompanying', 'group', ['同时还有这些情况吗？', 'Is any of this happening too?'], {
  item: [
    item('breathing', 'choice', ['呼吸怎么样？', 'How is your breathing?'], {
      role: 'symptom',
      short: ['呼吸', 'Breathing'],
      required: true,
      answerOption: [
        choice('severe', ['喘得说不完一句话，或嘴唇发紫', 'Too breathless to finish a sentence, or blue lips']),
        choice('effort', ['走路或爬楼比平时喘', 'More breathless than usual on walking or stairs']),
        choice('wheeze', ['有喘鸣声', 'Wheezing']),
        choice('normal', ['正常', 'Normal'], true),
      ],
    }),
    yesNo(
      'choking',
      ['是呛到东西后突然开始咳的吗？', 'Did it begin suddenly after something went down the wrong way?'],
      ['呛咳后起病', 'Began after choking'],
      {
        required: true,
      },
    ),
    yesNo('confused', ['意识模糊、嗜睡或叫不醒吗？', 'Confusion, drowsiness or hard to wake?'], ['意识模糊或嗜睡', 'Confusion or drowsiness'], {
      required: true,
    }),
    yesNo('chest-pain', ['胸口痛吗？', 'Does your chest hurt?'], ['胸痛', 'Chest pain'], { required: true }),
    temperature(['量过体温的话，最高是多少？', 'If you took your temperature: the highest value?']),
    item('others', 'choice', ['还有哪些？可以多选', 'Anything else? You may choose several'], {
      role: 'symptom',
      short: ['其他', 'Also'],
      repeats: true,
      answerOption: [
        choice('throat', ['嗓子痛', 'Sore throat']),
        choice('nose', ['流鼻涕或鼻塞', 'Runny or blocked nose']),
        choice('hoarse', ['声音嘶哑', 'Hoarse voice']),
        choice('weight', ['没有刻意减肥却瘦了', 'Weight loss without trying']),
        choice('sweats', ['夜里出汗湿透衣服', 'Drenching night sweats']),
        choice('legs', ['腿肿', 'Swollen legs']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
  ],
});

const background = item('background', 'group', ['您的情况', 'About you'], {
  item: [
    age(),
    item('smoking', 'choice', ['您吸烟吗？', 'Do you smoke?'], {
      short: ['吸烟', 'Smoking'],
      role: 'background',
      answerOption: [choice('yes', ['吸', 'Yes']), choice('stopped', ['以前吸，已经戒了', 'I used to']), choice('never', ['从不吸', 'Never'])],
    }),
    yesNo('tuberculosis', ['身边有人得肺结核吗？', 'Is there someone around you with tuberculosis?'], ['结核接触', 'Contact with tuberculosis']),
    immune(),
    medicines(),
    notes(),
  ],
});

/** Our own cough questionnaire; the questions follow the sources named in its rules. Not medically reviewed. */
export default questionnaire({
  id: 'cough',
  name: 'Cough',
  title: ['咳嗽问诊', 'Cough'],
  publisher: 'Nelumbo',
  description: purpose,
  item: [thisCough, accompanying, background],
});
