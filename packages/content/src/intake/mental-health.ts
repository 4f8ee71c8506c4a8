import { item, vocabulary } from './author.js';
import { age, pregnancy } from './common-items.js';
import { preVisit } from './pre-visit.js';

const { choice, yesNo } = vocabulary('mental-health');

/** Pre-visit template for mental health; ours, not medically reviewed. */
export default preVisit({
  id: 'mental-health',
  name: 'MentalHealth',
  title: ['心理与精神科预问诊', 'Before your visit: mental health'],
  who: [age(), pregnancy()],
  danger: [
    ['suicide', ['想结束生命或伤害自己', 'Thoughts of ending your life or hurting yourself']],
    ['others', ['担心会伤害别人', 'Fear that you may hurt somebody']],
    ['unreal', ['听到别人听不到的声音，或觉得有人要害您', 'Hearing voices, or feeling that people are after you']],
  ],
  own: item('mind', 'group', ['最近两周', 'The last two weeks'], {
    item: [
      item('mood', 'choice', ['最近的心情？可以多选', 'How have you felt? You may choose several'], {
        short: ['心情', 'Mood'],
        role: 'symptom',
        repeats: true,
        answerOption: [
          choice('low', ['低落', 'Low']),
          choice('worried', ['紧张、担忧', 'Tense or worried']),
          choice('irritable', ['容易发火', 'Irritable']),
          choice('empty', ['什么都提不起劲', 'No interest in anything']),
          choice('high', ['异常兴奋、停不下来', 'Unusually high, cannot stop']),
          choice('none', ['还好', 'All right'], true),
        ],
      }),
      item('sleep', 'choice', ['睡得怎么样？', 'How do you sleep?'], {
        short: ['睡眠', 'Sleep'],
        role: 'symptom',
        answerOption: [
          choice('hard', ['入睡难或容易醒', 'Hard to fall or stay asleep']),
          choice('little', ['几天几乎不睡也不累', 'Hardly at all for days, yet not tired']),
          choice('much', ['睡得很多还是累', 'A lot, and still tired']),
          choice('normal', ['正常', 'Normally'], true),
        ],
      }),
      item('impact', 'choice', ['对工作、学习和家庭的影响？', 'How much does it affect work, school and home?'], {
        short: ['影响', 'Impact'],
        role: 'severity',
        required: true,
        answerOption: [
          choice('none', ['没有', 'Not at all'], true),
          choice('some', ['有一些', 'Somewhat']),
          choice('much', ['很大', 'A lot']),
          choice('unable', ['已经没法上班、上学或照顾自己', 'I cannot work, study or look after myself']),
        ],
      }),
      item('event', 'text', ['最近发生过什么让您难过或压力大的事？', 'Has anything happened that hurt or stressed you?'], {
        short: ['近期事件', 'Events'],
        role: 'background',
        maxLength: 1000,
      }),
      yesNo('substance', ['会用酒、药物来让自己好受些吗？', 'Do you use alcohol or drugs to feel better?'], ['借酒或药物', 'Alcohol or drugs'], {
        role: 'background',
      }),
      yesNo('support', ['身边有可以说话的人吗？', 'Is there somebody you can talk to?'], ['有人可以倾诉', 'Somebody to talk to'], { role: 'background' }),
    ],
  }),
});
