import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const appendicitis: Article = {
  slug: 'appendicitis',
  related: ['abdominal-pain', 'gastritis'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['疼痛从肚脐周围转到右下腹，越来越重', '肚子发硬、不敢碰，或伴发烧、呕吐', '剧痛突然减轻，随后全腹疼痛、高烧'],
        en: [
          'Pain that moves from the navel to the lower right and grows',
          'A hard belly that cannot be touched, or fever and vomiting',
          'Sharp pain that suddenly eases, then pain all over and high fever',
        ],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['典型的是先在肚脐周围或上腹隐痛，几小时后转到右下腹，走路、咳嗽时更疼，可伴恶心、没胃口、低烧。孩子、孕妇和老人常不典型。'],
      diagnosis: ['医生按压腹部，结合血液检查、超声或 CT 判断。'],
      treatment: ['多数需要手术切除阑尾；部分轻的可先用抗生素，由外科医生决定。'],
      care: ['去医院之前：', ['不要吃喝，可能要手术', '不要自行吃止痛药、泻药，不要热敷', '记下疼痛从什么时候、在哪里开始']],
    },
    en: {
      symptoms: [
        'Typically a dull pain around the navel moves to the lower right within hours and hurts more on walking or coughing, with nausea, no appetite and a slight fever. In children, pregnancy and old age it often looks different.',
      ],
      diagnosis: ['A doctor examines the belly, with blood tests, ultrasound or a CT scan.'],
      treatment: ['Most need surgery to remove the appendix; some mild cases are first treated with antibiotics, as the surgeon decides.'],
      care: [
        'Before you get to hospital:',
        ['Do not eat or drink: you may need surgery', 'Take no painkiller or laxative on your own, and use no heat', 'Note when and where the pain began'],
      ],
    },
  },
  references: [links.medlineplus('Appendicitis', 'appendicitis')],
};
