import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const type2Diabetes: Article = {
  slug: 'type-2-diabetes',
  related: ['hypoglycemia', 'hypertension', 'obesity'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['血糖很高或很低，同时意识模糊、呼吸深快、叫不醒'],
        en: ['Very high or very low blood sugar with confusion, deep fast breathing or being hard to wake'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['足部伤口不愈合、发红或发黑', '频繁口渴、多尿并明显消瘦'],
        en: ['A foot wound that does not heal, turns red or black', 'Much thirst and urine with clear weight loss'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: [['口渴、喝水多', '尿多', '容易饿却变瘦', '乏力、视物模糊', '伤口愈合慢'], '早期也可能完全没有感觉。'],
      risks: [['家族史', '超重，尤其是腹部肥胖', '活动少', '年龄增长', '怀孕时血糖高过']],
      diagnosis: ['通过验血判断，常用空腹血糖、糖耐量试验或糖化血红蛋白，由医生结合情况解读。'],
      treatment: ['饮食、运动和体重管理是基础，许多人还需要口服药或胰岛素。目标因人而异，由医生和您一起确定。'],
      care: [['按计划监测血糖', '每天看看双脚', '规律吃饭，不随意加减药', '学会识别低血糖', '按时检查眼、肾和足']],
    },
    en: {
      symptoms: [
        ['Thirst and drinking a lot', 'Passing much urine', 'Hunger yet weight loss', 'Tiredness, blurred sight', 'Wounds that heal slowly'],
        'Early on there may be no signs at all.',
      ],
      risks: [['Diabetes in the family', 'Extra weight, above all around the waist', 'Little movement', 'Growing older', 'High blood sugar in a pregnancy']],
      diagnosis: ['Blood tests decide: fasting glucose, a glucose tolerance test or HbA1c, read by a doctor in context.'],
      treatment: [
        'Food, movement and weight come first; many people also need tablets or insulin. Goals differ from person to person and are set with the doctor.',
      ],
      care: [
        [
          'Check blood sugar as planned',
          'Look at your feet every day',
          'Eat regularly, do not change medicines on your own',
          'Learn the signs of low blood sugar',
          'Have eyes, kidneys and feet checked on time',
        ],
      ],
    },
  },
  references: [links.who('Diabetes', 'diabetes'), links.medlineplus('Diabetes Type 2', 'diabetestype2')],
};
