import { item, questionnaire, vocabulary } from './author.js';
import { age, course, duration, immune, medicines, notes, pregnancy, purpose, reason, temperature } from './common-items.js';

const { choice, yesNo } = vocabulary('fever-adult');

const thisFever = item('this-fever', 'group', ['这次发烧', 'This fever'], {
  item: [
    temperature(['最高烧到多少？', 'What was your highest temperature?'], {
      role: 'severity',
      help: ['没有量过可以不填', 'Leave it empty if you did not measure'],
    }),
    reason(['用一两句话说说这次不舒服', 'Tell us about it in a sentence or two']),
    duration(['烧了多久？', 'How long have you had a fever?']),
    course(['这几天是在好转还是加重？', 'Is it getting better or worse?']),
    yesNo('chills', ['有没有冷得全身发抖、停不下来？', 'Did you shiver so hard that you could not stop?'], ['寒战', 'Shaking chills']),
  ],
});

const accompanying = item('accompanying', 'group', ['同时还有这些情况吗？', 'Is any of this happening too?'], {
  item: [
    item('danger', 'choice', ['有没有以下任何一种？可以多选', 'Is any of these present? You may choose several'], {
      role: 'symptom',
      short: ['危险信号', 'Warning signs'],
      required: true,
      repeats: true,
      answerOption: [
        choice('confused', ['意识模糊、说胡话或叫不醒', 'Confused, speaking nonsense or hard to wake']),
        choice('breathless', ['喘不上气', 'Struggling to breathe']),
        choice('skin', ['皮肤发花、苍白，或嘴唇发紫', 'Mottled or very pale skin, or blue lips']),
        choice('seizure', ['抽搐', 'A seizure']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
    yesNo(
      'rash',
      ['身上有按压后不褪色的红点或紫斑吗？', 'Are there red or purple spots that do not fade when pressed?'],
      ['压之不褪色的皮疹', 'Rash that does not fade'],
      {
        required: true,
      },
    ),
    yesNo(
      'stiff-neck',
      ['头痛并且脖子发硬，低头时下巴碰不到胸口吗？', 'Headache with a neck so stiff that your chin cannot reach your chest?'],
      ['颈部僵硬', 'Stiff neck'],
      {
        required: true,
      },
    ),
    yesNo(
      'urine',
      ['12 小时以上没有小便，或喝什么吐什么吗？', 'No urine for 12 hours or more, or cannot keep fluids down?'],
      ['少尿或无法进水', 'No urine, or cannot drink'],
      {
        required: true,
      },
    ),
    item('where', 'choice', ['哪里不舒服？可以多选', 'Where is it worst? You may choose several'], {
      role: 'symptom',
      short: ['不适部位', 'Also'],
      repeats: true,
      answerOption: [
        choice('throat', ['嗓子痛', 'Sore throat']),
        choice('cough', ['咳嗽', 'Cough']),
        choice('belly', ['肚子痛或腹泻', 'Belly pain or diarrhoea']),
        choice('pee', ['小便刺痛或腰痛', 'Pain on passing urine, or back pain']),
        choice('skin', ['皮肤红肿热痛', 'Hot, red, swollen skin']),
        choice('joints', ['关节肿痛', 'Swollen, painful joints']),
        choice('ache', ['全身酸痛', 'Aches all over']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
  ],
});

const background = item('background', 'group', ['您的情况', 'About you'], {
  item: [
    age(),
    pregnancy(),
    immune(),
    yesNo(
      'travel',
      ['最近 3 周去过国外或疟疾、登革热流行的地方吗？', 'In the last 3 weeks: abroad, or where malaria or dengue occur?'],
      ['近期旅行', 'Recent travel'],
    ),
    yesNo('tick', ['最近被蜱虫或不明动物咬过吗？', 'A recent bite by a tick or an animal?'], ['蜱虫或动物咬伤', 'Tick or animal bite']),
    yesNo(
      'surgery',
      ['最近 6 周做过手术、生过孩子或有伤口吗？', 'In the last 6 weeks: an operation, childbirth or a wound?'],
      ['近期手术、分娩或伤口', 'Recent operation, birth or wound'],
    ),
    medicines(),
    notes(),
  ],
});

/** Our own fever questionnaire for adults; the questions follow the sources named in its rules. Not medically reviewed. */
export default questionnaire({
  id: 'fever-adult',
  name: 'FeverAdult',
  title: ['发烧问诊（成人）', 'Fever (adult)'],
  publisher: 'Nelumbo',
  description: purpose,
  item: [thisFever, accompanying, background],
});
