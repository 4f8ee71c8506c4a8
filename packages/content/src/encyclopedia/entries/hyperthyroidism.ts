import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const hyperthyroidism: Article = {
  slug: 'hyperthyroidism',
  related: ['thyroid-nodule', 'palpitations', 'hypothyroidism'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['甲亢病人高烧、心跳极快、烦躁或神志不清'], en: ['Known overactive thyroid with high fever, a racing heart, agitation or confusion'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['吃甲亢药期间发烧、嗓子痛（要马上查血）', '怀孕或准备怀孕'],
        en: ['Fever or sore throat while taking thyroid tablets: have blood tested at once', 'Pregnancy, or a plan for it'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['心慌、怕热、多汗、手抖、容易饿却变瘦、急躁、睡不好、大便次数多；有人脖子变粗或眼睛突出。'],
      causes: ['甲状腺激素太多，身体像被调快了。最常见的原因是一种自身免疫病，叫格雷夫斯病。'],
      diagnosis: ['抽血查甲状腺功能，必要时做抗体、超声或核素检查。'],
      treatment: ['有药物、放射性碘和手术三种办法，医生会和您一起选。吃药要按时复查，不要自己减停。'],
      'daily-life': [['少吃海带、紫菜等高碘食物，是否用无碘盐问医生', '不吸烟，吸烟会加重眼睛的问题', '少喝咖啡和浓茶']],
    },
    en: {
      symptoms: [
        'Palpitations, feeling hot, sweating, shaky hands, hunger with weight loss, irritability, poor sleep, frequent stools; some have a swollen neck or bulging eyes.',
      ],
      causes: ['Too much thyroid hormone speeds the body up. The commonest cause is an immune disease called Graves disease.'],
      diagnosis: ['Blood tests of thyroid function, and sometimes antibodies, ultrasound or a scan.'],
      treatment: ['Tablets, radioactive iodine or surgery; your doctor chooses with you. Have your blood checked as told, and do not stop on your own.'],
      'daily-life': [['Eat little seaweed; ask your doctor about iodised salt', 'Do not smoke: it makes eye trouble worse', 'Little coffee and strong tea']],
    },
  },
  references: [links.medlineplus('Hyperthyroidism', 'hyperthyroidism')],
};
