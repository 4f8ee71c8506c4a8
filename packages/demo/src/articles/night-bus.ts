import { nightBusArt } from '../art/night-bus.js';
import type { Article } from './types.js';

export const nightBus: Article = {
  id: 'night-bus',
  section: 'city',
  minutes: 3,
  age: 5,
  art: nightBusArt,
  topics: ['公交', '睡眠', 'bus'],
  related: ['awake-at-three', 'egrets', 'tomato-week'],
  in: {
    'zh-CN': {
      title: '末班车上的七个人',
      dek: '二十三点四十分，从南站到河湾。我们连续坐了一个星期。',
      body: [
        '末班车从南站开出时，通常有七个人。司机姓柳，开了十一年夜班，他说人数像潮水，周五涨一点，下雨落一点，但平均下来，总是七个。',
        '后排靠窗的是面包房的学徒，书包里装着第二天的酵种；前门边站着的，是下了晚班的护工，从不坐下，她说一坐就会睡过站；抱着琴盒的男孩只出现在周二和周四，耳机里放的是他自己录的错音。',
        '夜里的车厢有一种奇怪的礼貌：没有人外放声音，没有人占两个座位。有人打瞌睡，旁边的人会在他那一站轻轻碰一下他的胳膊。一个星期之后，我们也学会了。',
        { heading: '柳师傅的保温杯' },
        '开夜班的人最怕困。柳师傅的办法不是浓茶，而是下午两点到五点雷打不动的一觉，窗帘拉严，手机放在厨房。“觉要先存着，”他说，“不能赊。”座位旁的保温杯里是温水，还有一个小药盒，是女儿给他准备的。',
        '终点站河湾没有灯牌，只有一棵桂花树。最后一个下车的人，总会朝驾驶室说一声“辛苦”。柳师傅从不回头，只是按一下灯，车厢亮一下，又暗下去。',
      ],
    },
    en: {
      title: 'Seven people on the last bus',
      dek: 'Twenty to midnight, from South Station to River Bend. We rode it for a week.',
      body: [
        'When the last bus leaves South Station there are usually seven people on it. Mr Liu, who has driven nights for eleven years, says the number moves like a tide, a little up on Fridays, a little down in rain, and the average is always seven.',
        'By the back window sits the baker’s apprentice with tomorrow’s sourdough in her bag. A care worker stands at the front door and never sits: she says she would sleep past her stop. The boy with the violin case comes on Tuesdays and Thursdays only, listening to his own recorded mistakes.',
        'There is an odd courtesy in a bus at night. Nobody plays anything aloud. Nobody takes two seats. When somebody nods off, a neighbour touches his arm at his stop. After a week we had learned to do it, too.',
        { heading: 'Mr Liu’s flask' },
        'Sleepiness is what a night driver fears. Mr Liu’s answer is not strong tea but sleep from two to five in the afternoon, curtains shut, phone in the kitchen. “You put sleep by in advance,” he says. “You can’t buy it on credit.” The flask beside him holds warm water, and next to it is a small pill box that his daughter fills.',
        'River Bend has no sign, only an osmanthus tree. The last to get off says thank you towards the driver’s seat. Mr Liu never turns. He flicks a switch; the bus lights up once, and goes dark.',
      ],
    },
  },
};
