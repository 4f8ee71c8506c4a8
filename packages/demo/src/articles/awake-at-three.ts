import { moonPond } from '../art/moon-pond.js';
import type { Article } from './types.js';

export const awakeAtThree: Article = {
  id: 'awake-at-three',
  section: 'health',
  film: '4:12',
  minutes: 4,
  age: 3,
  art: moonPond,
  tie: { page: 'check' },
  topics: ['失眠', '睡眠', 'insomnia', 'sleep'],
  related: ['spring-sneeze', 'night-bus', 'winter-pressure'],
  in: {
    'zh-CN': {
      title: '凌晨三点醒来的人',
      dek: '夜里醒一两次，其实是睡眠的老样子。真正难受的，是醒来之后和自己较劲。',
      body: [
        '凌晨三点，城市只剩路灯和洒水车。有人在这个时候准时睁眼，看一眼手机，算一算还剩几个小时，然后越算越清醒。如果你也是，先放下一个误会：醒来本身，并不是病。',
        '人的睡眠由四到六个周期组成，每个周期末尾都会浅下来，短暂地醒一下再正常不过，只是多数时候我们不记得。后半夜睡得更浅，所以三四点的那一次最容易被记住。',
        { heading: '别看钟' },
        '看钟是最伤睡眠的小动作：数字一入眼，脑子就开始做减法。把钟转过去，手机放到够不着的地方。如果躺了大约二十分钟仍然清醒，就起来，在昏暗的灯下做点无聊的事，有了睡意再回床上，让床只和睡觉有关。',
        '白天也在决定夜晚。咖啡因在身体里退去一半要五个小时上下，下午三点之后的那杯，会一直坐到半夜；睡前的酒让人入睡快，却让后半夜支离破碎；起床时间每天相同，比早早上床更管用。',
        { heading: '什么时候该求助' },
        '如果一周里有三个晚上以上睡不好，持续了三个月，白天已经影响到工作和情绪，就值得和医生谈一谈。打鼾很响、憋醒、白天困得厉害，或心里一直低落，也都请不要独自硬撑。睡眠问题有成熟的办法，其中最有效的那一种，并不是药。',
      ],
    },
    en: {
      title: 'Those who wake at three',
      dek: 'Waking once or twice a night is simply how sleep works. What hurts is the argument we start with ourselves.',
      body: [
        'At three in the morning the city belongs to street lamps and water carts. Some of us open our eyes at that hour, check the phone, count what is left of the night and count ourselves wide awake. If that is you, put one misunderstanding aside first: waking is no illness.',
        'Sleep comes in four to six cycles, and each one ends in the shallows, where a short waking is perfectly normal. We mostly forget it. The second half of the night is lighter, so the one at three or four is the one that stays in mind.',
        { heading: 'Do not look at the clock' },
        'Looking at the clock is the small habit that harms sleep most: one glance, and the mind starts subtracting. Turn it round and put the phone out of reach. If you have been awake for some twenty minutes, get up, do something dull in a dim light and go back when you are sleepy, so that the bed means sleep and nothing else.',
        'The day decides about the night, too. It takes about five hours for half of the caffeine to leave, so a coffee after three sits with you until midnight. A nightcap brings sleep faster and breaks its second half. Getting up at the same hour helps more than going to bed early.',
        { heading: 'When to ask for help' },
        'If three or more nights a week go badly, for three months, and the days begin to suffer, talk to a doctor. So too with loud snoring, waking breathless, heavy sleepiness by day, or a mood that stays low. There are proven ways to treat it, and the most effective of them is not a pill.',
      ],
    },
  },
};
