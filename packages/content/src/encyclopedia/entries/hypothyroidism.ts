import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const hypothyroidism: Article = {
  slug: 'hypothyroidism',
  related: ['thyroid-nodule', 'hyperthyroidism', 'constipation'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['怀孕或准备怀孕', '明显怕冷、嗜睡、反应迟钝', '颈部很快变大'],
        en: ['Pregnancy, or a plan for it', 'Marked feeling of cold, sleepiness and slowness', 'A neck that grows quickly'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['怕冷、乏力、犯困、便秘、体重增加、皮肤干、记性差、心跳慢、月经改变。来得很慢，常被当成“累了”或“老了”。'],
      causes: ['甲状腺激素不够，最常见的是桥本甲状腺炎，也可能在甲状腺手术或碘治疗之后。'],
      diagnosis: ['抽血查 TSH 和甲状腺激素。'],
      treatment: ['每天补充甲状腺素，多数要长期吃。一般早晨空腹服，和钙片、铁剂、豆制品隔开几个小时。'],
      care: [['按时复查，剂量会调整', '换药、怀孕、加吃别的药都要告诉医生', '不要因为感觉好了就停药']],
    },
    en: {
      symptoms: [
        'Feeling cold, tiredness, constipation, weight gain, dry skin, poor memory, a slow pulse, changed periods. It comes slowly and is often taken for fatigue or age.',
      ],
      causes: ['Too little thyroid hormone, most often from Hashimoto thyroiditis, or after surgery or iodine treatment.'],
      diagnosis: ['Blood tests: TSH and thyroid hormones.'],
      treatment: ['Thyroxine each day, mostly for life, usually on an empty stomach in the morning, some hours apart from calcium, iron and soy.'],
      care: [['Have your blood checked; doses change', 'Tell your doctor of new medicines and pregnancy', 'Do not stop because you feel well']],
    },
  },
  references: [links.medlineplus('Hypothyroidism', 'hypothyroidism')],
};
