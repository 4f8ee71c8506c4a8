import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const soreThroat: Article = {
  slug: 'sore-throat',
  related: ['common-cold', 'tonsillitis'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['喘不上气、流口水咽不下', '脖子明显肿胀'], en: ['Trouble breathing, drooling and being unable to swallow', 'A clearly swollen neck'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['高热、扁桃体有脓', '迟迟不好', '皮疹'], en: ['High fever or pus on the tonsils', 'No improvement', 'A rash'] },
    },
  ],
  sections: {
    zh: {
      causes: ['多数由病毒引起，少数是细菌；干燥、用嗓过度、吸烟和反流也会引起。'],
      care: [['多喝温水', '淡盐水漱口', '少说话，不吸烟', '保持空气湿润']],
      treatment: ['止痛药可减轻不适。只有细菌感染才需要抗生素，由医生判断。'],
    },
    en: {
      causes: ['Mostly viruses, sometimes bacteria; dry air, overuse, smoking and reflux too.'],
      care: [['Warm drinks', 'Gargle with salt water', 'Rest the voice, do not smoke', 'Keep the air moist']],
      treatment: ['Pain medicine eases it. Antibiotics help only against bacteria; a doctor decides.'],
    },
  },
  references: [links.medlineplus('Sore Throat', 'sorethroat')],
};
