import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const acne: Article = {
  slug: 'acne',
  related: ['polycystic-ovary-syndrome'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['又大又痛的结节', '留下明显疤痕', '突然大面积发作或伴发热', '严重影响情绪'],
        en: ['Large painful lumps', 'Clear scars', 'A sudden wide outbreak or fever', 'Strong effect on mood'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['白头、黑头、红色丘疹和脓疱，多在面部、胸背，严重时有结节和疤痕。'],
      causes: ['激素使皮脂增多、毛孔堵塞、细菌和炎症共同作用。它与“不干净”无关。'],
      treatment: ['外用药通常需要坚持数周才见效，较重的需要口服药。部分药物孕期不能用，请告诉医生。'],
      care: [['温和清洁，不反复搓洗', '不挤压', '选择不致粉刺的护肤品', '注意防晒']],
    },
    en: {
      symptoms: ['Whiteheads, blackheads, red pimples and pustules on face, chest and back; lumps and scars in severe cases.'],
      causes: ['Hormones increase oil, pores clog, bacteria and inflammation join in. It has nothing to do with being unclean.'],
      treatment: ['Creams usually need weeks to work; stronger acne needs tablets. Some medicines must not be used in pregnancy: tell the doctor.'],
      care: [['Wash gently, do not scrub', 'Do not squeeze', 'Choose non-comedogenic products', 'Protect from the sun']],
    },
  },
  references: [links.medlineplus('Acne', 'acne')],
};
