import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const glaucoma: Article = {
  slug: 'glaucoma',
  related: ['myopia', 'cataract'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['眼睛突然剧痛、发红、看不清，伴头痛、恶心呕吐', '看灯有彩虹圈，眼球发硬'],
        en: ['Sudden severe eye pain, redness and blurred sight, with headache and vomiting', 'Rainbow rings around lights, an eye that feels hard'],
      },
    },
  ],
  sections: {
    zh: {
      overview: ['视神经慢慢受损，视野从周边一点点变窄，常和眼压高有关。丢掉的视力找不回来，但早发现、坚持治疗可以保住剩下的。'],
      symptoms: ['多数人早期毫无感觉；急性发作时眼痛、头痛、恶心，容易被当成头痛或肠胃病。'],
      risks: ['四十岁以上、家里有人得过、高度近视、长期用激素眼药。'],
      diagnosis: ['测眼压、看眼底、查视野。有风险的人每年查一次。'],
      treatment: ['眼药水降眼压最常用，要天天点，也有激光和手术。看得清也不要自行停药。'],
    },
    en: {
      overview: [
        'The optic nerve is slowly damaged and the field of view narrows from the edge, often with raised eye pressure. Lost sight does not come back, but early and steady treatment keeps the rest.',
      ],
      symptoms: ['Mostly nothing at first. An acute attack brings eye pain, headache and nausea, and may be taken for a headache or a stomach upset.'],
      risks: ['Age over forty, a family history, strong short sight, long use of steroid eye drops.'],
      diagnosis: ['Eye pressure, the back of the eye and the visual field. With a risk, have a check each year.'],
      treatment: ['Drops that lower pressure, each day; also laser and surgery. Do not stop because you see well.'],
    },
  },
  references: [links.medlineplus('Glaucoma', 'glaucoma')],
};
