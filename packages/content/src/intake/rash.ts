import { item, questionnaire, vocabulary } from './author.js';
import { age, allergies, course, duration, immune, medicines, notes, pregnancy, purpose, reason } from './common-items.js';

const { choice, yesNo } = vocabulary('rash');

const thisRash = item('this-rash', 'group', ['这次皮疹', 'This rash'], {
  item: [
    reason(['用一两句话说说皮肤怎么了', 'Tell us about your skin in a sentence or two']),
    item('photo', 'attachment', ['可以附一张皮疹的照片', 'You may add a photo of the rash'], { short: ['照片', 'Photo'] }),
    item('onset', 'choice', ['是怎样出现的？', 'How did it appear?'], {
      role: 'onset',
      short: ['起病', 'Onset'],
      required: true,
      answerOption: [
        choice('minutes', ['几分钟到几小时内突然出现', 'Within minutes or hours']),
        choice('days', ['几天内出现', 'Within days']),
        choice('slow', ['慢慢出现，或反复发作', 'Slowly, or it keeps coming back']),
      ],
    }),
    duration(['有多久了？', 'How long have you had it?']),
    course(['在好转还是加重？', 'Is it getting better or worse?']),
    item('site', 'choice', ['在哪里？可以多选', 'Where is it? You may choose several'], {
      short: ['部位', 'Site'],
      role: 'symptom',
      required: true,
      control: 'body-map',
      repeats: true,
      answerOption: [
        choice('face', ['面部', 'Face']),
        choice('eye', ['眼睛周围', 'Around an eye']),
        choice('mouth', ['口腔、眼睛里或外阴', 'In the mouth, eyes or genitals']),
        choice('trunk', ['胸背或肚子', 'Chest, back or belly']),
        choice('limbs', ['手臂或腿', 'Arms or legs']),
        choice('hands-feet', ['手掌或脚底', 'Palms or soles']),
        choice('all-over', ['几乎全身', 'Almost everywhere']),
      ],
    }),
    item('look', 'choice', ['看上去像什么？可以多选', 'What does it look like? You may choose several'], {
      short: ['样子', 'Appearance'],
      role: 'symptom',
      required: true,
      repeats: true,
      answerOption: [
        choice('wheals', ['一片片鼓起的风团，会移动', 'Raised welts that come and go']),
        choice('spots', ['红点或红斑', 'Red spots or patches']),
        choice('blisters', ['水疱', 'Blisters']),
        choice('band', ['身体一侧成片的水疱', 'Blisters in a band on one side']),
        choice('peeling', ['大片脱皮，像烫伤', 'Skin coming off in sheets, like a burn']),
        choice('pus', ['流脓或黄色结痂', 'Pus or yellow crusts']),
        choice('scales', ['干燥脱屑', 'Dry and scaly']),
        choice('none', ['都不像', 'None of these'], true),
      ],
    }),
    yesNo('fade', ['用玻璃杯压，红点会褪色吗？', 'Do the spots fade when you press a glass against them?'], ['压之褪色', 'Fades on pressing'], {
      required: true,
    }),
    item('feel', 'choice', ['感觉怎么样？可以多选', 'How does it feel? You may choose several'], {
      short: ['感觉', 'Feels'],
      role: 'symptom',
      repeats: true,
      answerOption: [
        choice('itch', ['痒', 'Itchy']),
        choice('pain', ['痛', 'Painful']),
        choice('hot', ['红肿发烫，范围在扩大', 'Hot, swollen and spreading']),
        choice('none', ['没有感觉', 'Nothing'], true),
      ],
    }),
  ],
});

const accompanying = item('accompanying', 'group', ['同时还有这些情况吗？', 'Is any of this happening too?'], {
  item: [
    item('allergic', 'choice', ['有没有以下任何一种？可以多选', 'Is any of these present? You may choose several'], {
      short: ['伴随情况', 'Comes with'],
      role: 'symptom',
      required: true,
      repeats: true,
      answerOption: [
        choice('breathless', ['喘不上气、喉咙发紧或声音变了', 'Trouble breathing, a tight throat or a changed voice']),
        choice('swelling', ['嘴唇、舌头或脸肿', 'Swollen lips, tongue or face']),
        choice('faint', ['头晕要倒、出冷汗', 'Dizzy or faint, cold sweat']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
    yesNo('fever', ['发烧吗（38 ℃ 或以上）？', 'Do you have a fever (38 °C or above)?'], ['发烧', 'Fever'], { required: true }),
    yesNo(
      'unwell',
      ['意识模糊、脖子发硬或非常虚弱吗？', 'Confused, a stiff neck or very weak?'],
      ['意识模糊、颈硬或虚弱', 'Confused, stiff neck or very weak'],
      { required: true },
    ),
    yesNo('new', ['最近 4 周开始用新药吗？', 'A new medicine in the last 4 weeks?'], ['近期新用药', 'New medicine'], { role: 'background' }),
    yesNo('bite', ['最近被蜱虫咬过，或被动物抓咬过吗？', 'A recent tick bite, or a bite or scratch by an animal?'], ['蜱虫或动物咬伤', 'Tick or animal bite']),
  ],
});

const background = item('background', 'group', ['您的情况', 'About you'], {
  item: [age(), pregnancy(), immune(), allergies(), medicines(), notes()],
});

/** Our own skin rash questionnaire; the questions follow the sources named in its rules. Not medically reviewed. */
export default questionnaire({
  id: 'rash',
  name: 'Rash',
  title: ['皮疹问诊', 'Skin rash'],
  publisher: 'Nelumbo',
  description: purpose,
  item: [thisRash, accompanying, background],
});
