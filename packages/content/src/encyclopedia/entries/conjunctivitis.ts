import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const conjunctivitis: Article = {
  slug: 'conjunctivitis',
  related: ['dry-eye', 'allergic-rhinitis'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['眼睛剧痛、视力突然下降、怕光明显', '化学品溅入眼睛（先用大量清水冲洗）'],
        en: ['Severe eye pain, sudden loss of sight or strong dislike of light', 'Chemicals in the eye (rinse with plenty of water first)'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['新生儿眼红有脓', '戴隐形眼镜时眼红疼痛', '几天不见好'],
        en: ['A newborn with red eyes and pus', 'Red painful eyes with contact lenses', 'No improvement in a few days'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['眼红、痒、流泪、异物感，早晨眼皮被分泌物粘住。'],
      causes: ['病毒、细菌或过敏引起。感染性的会传染，过敏性的不会。'],
      care: [['勤洗手，不揉眼', '毛巾、枕巾单独使用', '停戴隐形眼镜', '用干净棉签和温水擦去分泌物']],
      treatment: ['根据原因用药，不要自行使用含激素的眼药水。'],
    },
    en: {
      symptoms: ['Red, itchy, watery, gritty eyes; lids stuck together in the morning.'],
      causes: ['Viruses, bacteria or allergy. Infections are contagious, allergy is not.'],
      care: [['Wash hands, do not rub', 'Own towel and pillowcase', 'No contact lenses', 'Wipe discharge with clean cotton and warm water']],
      treatment: ['Treatment follows the cause; do not use eye drops with steroids on your own.'],
    },
  },
  references: [links.medlineplus('Pink Eye', 'pinkeye')],
};
