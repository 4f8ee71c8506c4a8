import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const dysmenorrhea: Article = {
  slug: 'dysmenorrhea',
  related: ['menstrual-disorder', 'ibuprofen', 'uterine-fibroids'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['疼得不能上学上班，止痛药没用', '以前不痛，近来越来越痛', '同房痛、经量很多、想怀孕怀不上'],
        en: ['Pain that keeps you from school or work despite painkillers', 'New pain that grows', 'Pain during sex, heavy bleeding, or trouble conceiving'],
      },
    },
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['可能怀孕时突然剧烈下腹痛', '腹痛伴高烧、晕倒'], en: ['Sudden severe pain when you may be pregnant', 'Pain with high fever or fainting'] },
    },
  ],
  sections: {
    zh: {
      symptoms: ['来月经前后小腹一阵阵疼，可牵到腰和大腿，伴恶心、头痛、拉肚子，多在头一两天最重。'],
      causes: ['多数是子宫收缩引起的原发性痛经；一部分由子宫内膜异位、肌瘤等引起，需要检查。'],
      care: [['热敷小腹', '适量活动、拉伸', '睡够，少熬夜', '止痛药在刚开始疼时就吃，比忍到很疼再吃管用']],
      treatment: ['布洛芬等止痛药对多数人有效，有胃溃疡、肾病、哮喘等先问医生；也可和医生商量短效避孕药。'],
    },
    en: {
      symptoms: ['Cramps in the lower belly around a period, into back and thighs, with nausea, headache or loose stools, worst in the first days.'],
      causes: ['Mostly contractions of the womb; some cases come from endometriosis, fibroids or others and need a check.'],
      care: [['Warmth on the belly', 'Gentle movement and stretching', 'Enough sleep', 'Take painkillers when pain begins rather than at its height']],
      treatment: ['Ibuprofen and its like help most; ask first with ulcers, kidney disease or asthma. Birth control pills are another way to discuss.'],
    },
  },
  references: [links.medlineplus('Period Pain', 'periodpain')],
};
