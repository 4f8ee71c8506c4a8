import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const urinaryTractInfection: Article = {
  slug: 'urinary-tract-infection',
  related: ['kidney-stones'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['寒战高热、意识模糊、呕吐不止'], en: ['Shaking chills and high fever, confusion, constant vomiting'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['发热、腰痛', '尿中带血', '孕妇、儿童、男性出现症状', '反复发作'],
        en: ['Fever or pain in the back', 'Blood in the urine', 'Symptoms in pregnancy, childhood or in men', 'Repeated infections'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['尿频、尿急、排尿痛或灼热，尿混浊，下腹不适。'],
      causes: ['多由肠道细菌进入尿道引起，女性更常见。'],
      treatment: ['需要验尿，由医生选择抗生素并吃完整个疗程，不要自行用剩下的药。'],
      care: [['多喝水，不憋尿', '排便后从前向后擦', '性生活后排尿', '穿透气的棉质内裤']],
    },
    en: {
      symptoms: ['Frequent, urgent, painful or burning urination, cloudy urine, lower belly discomfort.'],
      causes: ['Mostly bowel bacteria that enter the urethra; more common in women.'],
      treatment: ['A urine test is needed; a doctor chooses an antibiotic, to be taken to the end. Do not use leftovers.'],
      care: [['Drink enough, do not hold urine', 'Wipe from front to back', 'Pass urine after sex', 'Wear breathable cotton']],
    },
  },
  references: [links.medlineplus('Urinary Tract Infections', 'urinarytractinfections')],
};
