import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const otitisMedia: Article = {
  slug: 'otitis-media',
  related: ['common-cold', 'fever', 'sore-throat'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['耳痛超过一天或流脓', '听力下降', '六个月以下婴儿发烧哭闹抓耳'],
        en: ['Ear pain for more than a day, or pus', 'Worse hearing', 'A baby under six months with fever who pulls at the ear'],
      },
    },
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['耳后红肿、耳朵被顶起', '剧烈头痛、脖子发硬、面部歪斜'],
        en: ['Redness and swelling behind the ear that pushes it out', 'Severe headache, stiff neck, or a drooping face'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['感冒后耳朵疼、发闷、听不清，可发烧；小婴儿表现为哭闹、抓耳朵、不吃奶。鼓膜破了会流液，疼反而减轻。'],
      causes: ['细菌或病毒从鼻咽经咽鼓管跑到中耳，孩子的管子又短又平，更容易得。'],
      treatment: ['先止痛退烧。不是都要抗生素，医生看年龄和轻重决定；开了就按疗程吃完。'],
      care: [['不要自己往耳朵里滴药、掏耳朵', '鼓膜穿孔时别让耳朵进水', '擤鼻涕一侧一侧轻轻来', '少让孩子闻二手烟']],
    },
    en: {
      symptoms: [
        'Ear pain, fullness and poor hearing after a cold, with fever; babies cry, pull at the ear and refuse milk. If the eardrum breaks, fluid runs out and pain eases.',
      ],
      causes: ['Germs travel from the nose to the middle ear; the tube is short and level in children.'],
      treatment: ['Pain and fever first. Not all need antibiotics: age and severity decide; once prescribed, finish them.'],
      care: [
        [
          'Put no drops or tools into the ear on your own',
          'Keep water out when the eardrum is broken',
          'Blow one nostril at a time, gently',
          'Keep children away from smoke',
        ],
      ],
    },
  },
  references: [links.medlineplus('Ear Infections', 'earinfections')],
};
