import { willowWind } from '../art/willow-wind.js';
import type { Article } from './types.js';

export const springSneeze: Article = {
  id: 'spring-sneeze',
  section: 'health',
  minutes: 4,
  age: 2,
  art: willowWind,
  tie: { page: 'check' },
  topics: ['过敏', '鼻炎', '花粉', 'allergy', 'hay fever'],
  related: ['awake-at-three', 'egrets', 'winter-pressure'],
  in: {
    'zh-CN': {
      title: '柳絮不是主犯：春天的喷嚏从哪里来',
      dek: '飘得最显眼的，往往最无辜。让人流泪打喷嚏的，多半是你看不见的那一种。',
      body: [
        '四月的街上，白絮像迟到的雪。人们捂着口鼻快步走过，把一切喷嚏都算在它头上。可柳絮和杨絮只是种子的绒毛，颗粒大、飞不进气道深处，它们更多是惹人烦，而不是真正的过敏原。',
        '主犯小得多。圆柏、白桦、梧桐的花粉，直径不过头发丝的三分之一，一阵风能带出几十公里。它们的高峰恰好在飞絮之前和之中，于是“顶罪”的总是飘得最显眼的那一个。',
        { heading: '是感冒，还是过敏' },
        '有个简单的分辨办法：感冒一般伴着咽痛、乏力，有时发热，一周左右渐渐好转；过敏很少发热，最突出的是痒，鼻子痒、眼睛痒、连着打一串清水样的喷嚏，一出门就来，一进屋就轻，而且年年在同样的几周里赴约。',
        '如果喷嚏之外还有胸闷、喘息、夜里咳醒，就不只是鼻子的事了，应该尽早去看医生，排除哮喘。突然的面部肿胀、呼吸困难，则要立刻求助。',
        { heading: '与花粉相处的几条小规矩' },
        '花粉浓度通常在晴天、有风的午前到傍晚最高，雨后最低。把晨跑换到雨后，回家先洗脸、换外套，晾晒的衣物收进屋里，开窗的时间挪到清早或深夜。口罩和护目镜虽不好看，却真的有用。',
        '常年被困扰的人，可以在季节到来前一两周就和医生商量用药，比等到眼泪汪汪再补救轻松得多。也别忘了记日子：哪一天开始、在哪里最重。几年下来，这份小小的日历，比任何预报都懂你。',
      ],
    },
    en: {
      title: 'Do not blame the fluff: where spring sneezes come from',
      dek: 'What drifts most visibly is often the innocent one. The real culprit is too small to see.',
      body: [
        'In April the streets fill with white fluff like late snow. People cover their faces, hurry on and blame every sneeze on it. But the down of willow and poplar is only the hair of seeds: too big to travel deep into the airways, a nuisance far more than an allergen.',
        'The culprit is much smaller. Grains of cypress, birch or plane pollen measure a third of a hair and ride the wind for dozens of kilometres. Their peak falls just before and during the fluff, so the one we can see takes the blame.',
        { heading: 'A cold, or an allergy?' },
        'A simple way to tell: a cold tends to bring a sore throat, tiredness, sometimes a fever, and fades within a week or so. An allergy seldom brings fever. It itches, in nose and eyes; it comes as rows of watery sneezes; it starts outdoors, eases indoors and keeps the same weeks every year.',
        'If there is tightness in the chest, wheezing or coughing at night as well, it is no longer only the nose: see a doctor early to rule out asthma. Sudden swelling of the face or trouble breathing needs help at once.',
        { heading: 'Small rules for living with pollen' },
        'Pollen is usually highest from late morning to evening on dry, windy days, and lowest after rain. Move the run to after a shower, wash your face and change your coat when you come home, dry laundry indoors, air the rooms early or late. Masks and glasses are no beauty, but they work.',
        'If it troubles you every year, talk about treatment a week or two before the season rather than in tears in the middle of it. And write down the days: when it began, where it was worst. After a few years that little calendar will know you better than any forecast.',
      ],
    },
  },
};
