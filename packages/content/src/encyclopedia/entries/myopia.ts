import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const myopia: Article = {
  slug: 'myopia',
  related: ['dry-eye', 'glaucoma'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['突然看见大量飞点、闪光，或像拉上一道黑幕'], en: ['Sudden showers of floaters, flashes, or a curtain over the view'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['孩子眯眼、凑近看、成绩突然下降', '度数一年增加超过 75 度'],
        en: ['A child who squints, comes close or suddenly does worse at school', 'More than 0.75 dioptres added in a year'],
      },
    },
  ],
  sections: {
    zh: {
      overview: ['看近清楚、看远模糊。多半因为眼球变长，变长之后不会缩回去，所以重点是预防和减慢。'],
      causes: ['遗传、长时间近距离用眼、户外时间少。'],
      diagnosis: ['到眼科验光，孩子一般需要散瞳。'],
      treatment: ['配合适的眼镜，该戴就戴，戴镜不会让度数涨得更快。孩子可以问医生是否适合角膜塑形镜、低浓度阿托品等减慢进展的办法。宣称能“治愈近视”的不可信。'],
      prevention: [['孩子每天户外活动两小时以上', '看近处 20 分钟，看远处 20 秒', '光线充足，书本一尺远', '睡眠充足，每年查眼睛']],
    },
    en: {
      overview: ['Near is clear, far is blurred, mostly because the eye has grown long. It does not shrink back: what counts is to prevent and slow it.'],
      causes: ['Heredity, long close work and little time outdoors.'],
      diagnosis: ['An eye test; children mostly need drops that widen the pupil.'],
      treatment: [
        'Wear proper glasses; they do not make it worse. For children, ask about lenses worn at night or weak atropine drops that slow it. Do not trust promises of a cure.',
      ],
      prevention: [
        [
          'Two hours or more outdoors each day for children',
          'After 20 minutes near, look far for 20 seconds',
          'Good light, and the book about 33 cm away',
          'Enough sleep, and an eye test each year',
        ],
      ],
    },
  },
  references: [links.medlineplus('Refractive Errors', 'refractiveerrors'), links.who('Blindness and vision impairment', 'blindness-and-visual-impairment')],
};
