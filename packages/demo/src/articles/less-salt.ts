import { soySpoon } from '../art/soy-spoon.js';
import type { Article } from './types.js';

export const lessSalt: Article = {
  id: 'less-salt',
  section: 'food',
  minutes: 4,
  age: 1,
  art: soySpoon,
  tie: { page: 'health' },
  topics: ['高血压', '盐', 'hypertension', 'salt'],
  related: ['winter-pressure', 'lotus-soup', 'tomato-week'],
  in: {
    'zh-CN': {
      title: '一勺酱油有多咸',
      dek: '盐罐子里的盐看得见，酱油、咸菜和面汤里的看不见。我们算了一顿家常饭的账。',
      body: [
        '膳食指南的建议很好记：一个成年人，一天的盐不超过五克，差不多是平平的一啤酒瓶盖。难的是，没有人是用瓶盖吃饭的。',
        '我们请编辑部的同事记下一顿最普通的午饭：番茄炒蛋、青椒肉丝、一碗紫菜汤。炒菜放盐各一小撮，生抽两勺，汤里再来一点。厨房秤上一加，四克多。早晚两餐还没算。',
        { heading: '看不见的那一半' },
        '一汤匙生抽约十五毫升，含盐两克多；一小碟榨菜接近两克；一碗面，面条本身不咸，汤喝光了却可能有四五克。挂面、话梅、饼干、火腿，都会在你没注意时往上添。包装背面的“钠”乘以二点五，就是盐的重量。',
        { aside: '舌头适应清淡，大约只需要三个星期。' },
        { heading: '不委屈味道的办法' },
        '出锅前再放盐，盐留在表面，少放也尝得出；用醋、蒜、花椒、菌菇和一点点糖把味道撑起来；生抽倒进小碟里蘸，而不是往锅里浇；面汤留在碗里。先从每天少一克开始，别想着一步到位。',
        '也有人不适合自己随意换“低钠盐”：它用钾代替了一部分钠，肾功能不好，或正在吃某些降压药的人，请先问过医生。其余的人，不妨从今天的晚饭开始，把那把盐勺换小一号。',
      ],
    },
    en: {
      title: 'How salty is one spoon of soy sauce?',
      dek: 'You can see the salt in the jar. You cannot see it in the sauce, the pickles and the broth. We did the sums for one lunch at home.',
      body: [
        'The dietary advice is easy to remember: no more than five grams of salt a day for an adult, about one level bottle cap. The trouble is that nobody eats from a bottle cap.',
        'We asked a colleague to note one very ordinary lunch: tomato and eggs, pork with green pepper, a bowl of seaweed soup. A pinch of salt in each dish, two spoons of soy sauce, a little more in the soup. The kitchen scale said four grams and a bit. Breakfast and dinner not included.',
        { heading: 'The half you cannot see' },
        'A tablespoon of light soy sauce, fifteen millilitres, holds more than two grams of salt. A small dish of pickles, nearly two. The noodles in a bowl are harmless; drink the broth and it can be four or five. Dried noodles, preserved plums, biscuits, ham: they all add while you look elsewhere. Multiply the sodium on the label by two and a half and you have the salt.',
        { aside: 'It takes a tongue about three weeks to get used to less.' },
        { heading: 'Without giving up taste' },
        'Salt at the end, so that it stays on the surface. Let vinegar, garlic, pepper, mushrooms and a trace of sugar carry the flavour. Dip into soy sauce instead of pouring it. Leave the broth in the bowl. Start with one gram less a day; nobody needs a revolution.',
        'Not everybody should switch to low-sodium salt on their own: it swaps part of the sodium for potassium, and people with weak kidneys or on some blood pressure tablets should ask first. Everyone else may begin tonight, with a spoon one size smaller.',
      ],
    },
  },
};
