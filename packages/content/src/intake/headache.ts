import { english, item, questionnaire, vocabulary } from './author.js';
import { age } from './common-items.js';

const { choice, yesNo } = vocabulary('headache');

const days = { system: 'http://unitsofmeasure.org', code: 'd', display: '天', _display: english('days') };

const thisHeadache = item('this-headache', 'group', ['这次头痛', 'This headache'], {
  item: [
    item('reason', 'text', ['用一两句话说说这次头痛', 'Tell us about this headache in a sentence or two'], {
      role: 'chief-complaint',
      short: ['主要不适', 'In your own words'],
      maxLength: 500,
    }),
    item('onset', 'choice', ['头痛是怎样开始的？', 'How did the headache begin?'], {
      role: 'onset',
      short: ['起病', 'Onset'],
      required: true,
      answerOption: [
        choice('sudden', ['突然发作，一分钟内就达到最痛', 'Suddenly: it was at its worst within a minute']),
        choice('hours', ['几分钟到几小时内逐渐加重', 'It built up over minutes to hours']),
        choice('days', ['一天到几天内慢慢出现', 'It came on over a day or more']),
        choice('unsure', ['说不清', 'I am not sure']),
      ],
    }),
    item('worst', 'boolean', ['这是您一生中最严重的一次头痛吗？', 'Is this the worst headache of your life?'], {
      role: 'symptom',
      short: ['一生中最严重的头痛', 'Worst headache of their life'],
      required: true,
    }),
    item('severity', 'integer', ['现在有多痛？', 'How bad is it now?'], {
      role: 'severity',
      short: ['疼痛程度（0–10）', 'Severity (0–10)'],
      required: true,
      control: 'slider',
      min: 0,
      max: 10,
      help: ['0 是不痛，10 是能想象的最痛', '0 is no pain, 10 is the worst you can imagine'],
    }),
    item('duration', 'choice', ['这次头痛持续多久了？', 'How long has it lasted?'], {
      role: 'duration',
      short: ['持续时间', 'Duration'],
      required: true,
      answerOption: [
        choice('under-day', ['不到 1 天', 'Less than a day']),
        choice('days-1-7', ['1–7 天', '1 to 7 days']),
        choice('weeks-1-4', ['1–4 周', '1 to 4 weeks']),
        choice('over-month', ['1 个月以上', 'More than a month']),
      ],
    }),
    item('course', 'choice', ['和您以往的头痛相比呢？', 'Compared with headaches you had before?'], {
      role: 'course',
      short: ['变化', 'Course'],
      required: true,
      answerOption: [
        choice('new', ['以前没有这样头痛过', 'I never had headaches like this']),
        choice('usual', ['和以前差不多', 'About the same as before']),
        choice('changed', ['最近明显变了：更频繁、更重，或感觉不同', 'It has clearly changed: more often, worse or different']),
        choice('worsening', ['一天比一天重', 'It is getting worse day by day']),
      ],
    }),
    item('site', 'choice', ['哪里痛？可以多选', 'Where does it hurt? You may choose several'], {
      short: ['部位', 'Site'],
      repeats: true,
      answerOption: [
        choice('one-side', ['一侧', 'One side']),
        choice('both-sides', ['两侧', 'Both sides']),
        choice('forehead', ['前额', 'Forehead']),
        choice('back', ['后脑勺或后颈', 'Back of the head or neck']),
        choice('eye', ['眼睛周围', 'Around an eye']),
      ],
    }),
    item('quality', 'open-choice', ['像哪种感觉？', 'What does it feel like?'], {
      short: ['性质', 'Quality'],
      answerOption: [
        choice('throbbing', ['一跳一跳地痛', 'Throbbing']),
        choice('pressing', ['像被箍紧或压住', 'Pressing or tight']),
        choice('stabbing', ['针刺样', 'Stabbing']),
      ],
    }),
  ],
});

const accompanying = item('accompanying', 'group', ['同时还有这些情况吗？', 'Is any of this happening too?'], {
  item: [
    item('neuro', 'choice', ['有没有突然出现以下任何一种？可以多选', 'Has any of these appeared suddenly? You may choose several'], {
      role: 'symptom',
      short: ['新出现的情况', 'New symptoms'],
      required: true,
      repeats: true,
      answerOption: [
        choice('weakness', ['一侧手脚无力或麻木、嘴角歪斜', 'Weakness or numbness on one side, or a drooping face']),
        choice('speech', ['说话不清或听不懂别人说话', 'Slurred speech, or trouble understanding']),
        choice('vision', ['看不见、视野缺一块或看东西重影', 'Loss of vision, or seeing double']),
        choice('confusion', ['意识模糊、叫不醒或行为异常', 'Confusion, hard to wake, or behaving strangely']),
        choice('seizure', ['抽搐', 'A seizure']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
    yesNo('fever', ['发烧吗（38 ℃ 或以上）？', 'Do you have a fever (38 °C or above)?'], ['发烧', 'Fever'], { required: true }),
    yesNo('stiff-neck', ['脖子发硬，低头时下巴碰不到胸口吗？', 'Is your neck so stiff that your chin cannot reach your chest?'], ['颈部僵硬', 'Stiff neck'], {
      required: true,
    }),
    yesNo('vomiting', ['有呕吐吗？', 'Have you been vomiting?'], ['呕吐', 'Vomiting']),
    yesNo('light', ['怕光或怕吵吗？', 'Do light or noise bother you?'], ['怕光或怕吵', 'Sensitive to light or noise']),
    yesNo(
      'red-eye',
      ['有没有一只眼睛又红又痛，或看灯有彩圈？', 'Is one eye red and painful, or do you see halos around lights?'],
      ['眼红痛或虹视', 'Red painful eye or halos'],
    ),
    yesNo(
      'exertion',
      ['咳嗽、打喷嚏或用力时会突然痛起来吗？', 'Does coughing, sneezing or straining bring it on?'],
      ['咳嗽或用力诱发', 'Brought on by coughing or straining'],
    ),
    yesNo('position', ['躺下或站起来时明显加重吗？', 'Does it get much worse when you lie down or stand up?'], ['随体位变化', 'Changes with position']),
  ],
});

const background = item('background', 'group', ['您的情况', 'About you'], {
  item: [
    age(),
    yesNo('injury', ['最近 3 个月头部受过撞击吗？', 'Have you hit your head in the last 3 months?'], ['近期头部外伤', 'Recent head injury']),
    item('pregnancy', 'choice', ['您目前怀孕，或在产后 6 周内吗？', 'Are you pregnant, or within 6 weeks after giving birth?'], {
      short: ['孕产', 'Pregnancy'],
      role: 'background',
      when: [
        { question: 'age', operator: '>=', answerInteger: 12 },
        { question: 'age', operator: '<=', answerInteger: 55 },
      ],
      answerOption: [
        choice('pregnant', ['怀孕中', 'Pregnant']),
        choice('after-birth', ['产后 6 周内', 'Within 6 weeks after birth']),
        choice('no', ['都不是或不适用', 'Neither, or does not apply']),
      ],
    }),
    yesNo('cancer', ['得过癌症吗？', 'Have you ever had cancer?'], ['癌症病史', 'History of cancer'], { role: 'symptom' }),
    yesNo(
      'immune',
      ['免疫力低下吗？例如 HIV 感染、器官移植或正在用免疫抑制药', 'Is your immune system weak, for example HIV, a transplant or medicine that suppresses it?'],
      ['免疫力低下', 'Weak immune system'],
    ),
    item('painkiller-days', 'integer', ['最近一个月，有几天吃过止痛药？', 'On how many days of the last month did you take a painkiller?'], {
      short: ['每月吃止痛药的天数', 'Painkiller days a month'],
      min: 0,
      max: 31,
      unit: days,
    }),
    item('notes', 'text', ['还有什么想告诉医生的？', 'Anything else the doctor should know?'], { short: ['补充', 'Also'], maxLength: 1000 }),
  ],
});

/** Our own headache questionnaire. Written for this project after the red flags of SNNOOP10; not medically reviewed. */
export default questionnaire({
  id: 'headache',
  name: 'Headache',
  title: ['头痛问诊', 'Headache'],
  publisher: 'Nelumbo',
  description: [
    '看医生前先理一理：约 3 分钟，结束后会生成一份可以给医生看的记录。',
    'Sort things out before you see a doctor: about 3 minutes, with a record at the end that you can show.',
  ],
  item: [thisHeadache, accompanying, background],
});
