import { egretMarsh } from '../art/egret-marsh.js';
import type { Article } from './types.js';

export const egrets: Article = {
  id: 'egrets',
  section: 'city',
  film: '2:36',
  minutes: 3,
  age: 0,
  art: egretMarsh,
  topics: ['湿地', '散步', 'wetland', 'birds'],
  related: ['night-bus', 'lotus-soup', 'spring-sneeze'],
  in: {
    'zh-CN': {
      title: '白鹭回到了城北的水边',
      dek: '十年前这里是一片填了一半的鱼塘。如今，附近的孩子能叫出十七种鸟的名字。',
      body: [
        '城北的湿地没有大门，也没有门票。沿着铁路桥下的小路走十分钟，芦苇忽然让开，水面就在眼前。早上六点，第一批访客不是人：四只白鹭站在浅水里，像几张没有写字的纸。',
        '十年前，这里是填了一半的鱼塘，堆着建筑废料。改造的方案争了两年，最后留下的是最省事的一种：不种草坪，不修喷泉，只把水重新连起来，剩下的交给时间。',
        { heading: '先回来的是虫，然后是鱼，然后是鸟' },
        '负责监测的志愿者小组有三十多人，最小的九岁。他们每个周末沿同一条路线走一遍，记下看到和听到的一切。第三年，蜻蜓多了；第五年，小鱼成群；第七年春天，有人在记录本上写下第一个“白鹭，一对”，后面画了三个感叹号。',
        '对住在附近的人来说，变化更简单：傍晚有地方可走了。环湿地一圈四公里，不紧不慢，四十五分钟。卫生站的护士开玩笑说，这条路替她开了不少处方。',
        '湿地入口有一块木牌，没有禁止事项，只有一句话：“它们先住在这里的，请小声一点。”',
      ],
    },
    en: {
      title: 'The egrets are back in the north of town',
      dek: 'Ten years ago this was a half-filled fish pond. Today the children nearby can name seventeen birds.',
      body: [
        'The wetland in the north has no gate and no ticket. Ten minutes along the path under the railway bridge the reeds step aside and there is the water. At six in the morning the first visitors are not people: four egrets stand in the shallows like sheets of paper that nobody has written on.',
        'Ten years ago it was a half-filled fish pond heaped with rubble. They argued over plans for two years and kept the least laborious: no lawn, no fountain. Connect the water again and leave the rest to time.',
        { heading: 'First insects, then fish, then birds' },
        'The volunteers who keep count are some thirty people, the youngest is nine. Each weekend they walk the same line and write down all they see and hear. In the third year there were dragonflies; in the fifth, shoals of small fish; in the seventh spring somebody wrote “egret, a pair” and drew three exclamation marks.',
        'For the neighbours the change is simpler: there is somewhere to walk in the evening. Once around is four kilometres, forty-five minutes at an easy pace. The nurse at the clinic jokes that the path writes half her prescriptions.',
        'At the entrance stands a wooden board. It forbids nothing. It says: “They lived here first. Please be a little quiet.”',
      ],
    },
  },
};
