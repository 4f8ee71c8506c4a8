import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const atrialFibrillation: Article = {
  slug: 'atrial-fibrillation',
  related: ['palpitations', 'stroke', 'heart-failure', 'hypertension'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: {
        zh: ['脸歪、说话不清、一侧手脚无力', '心慌伴胸痛、晕倒或严重气短'],
        en: ['A drooping face, slurred speech, weakness on one side', 'Palpitations with chest pain, fainting or severe breathlessness'],
      },
    },
  ],
  sections: {
    zh: {
      overview: ['心房乱颤，心跳变得又快又不齐。最大的危险是心里形成血栓，血栓跑到脑子里就是中风。'],
      symptoms: ['心慌、脉搏忽快忽慢、乏力、气短、头晕；也有人完全没有感觉，体检才发现。'],
      risks: ['年龄大、高血压、心脏病、甲亢、睡眠呼吸暂停、大量饮酒。'],
      diagnosis: ['心电图能确认；时有时无的要戴动态心电图。自己摸脉不齐，去做个心电图。'],
      treatment: ['包括预防血栓的抗凝药、控制心率或恢复心律的药，有的可做消融手术。吃抗凝药要按时，留意出血，不要自行停。'],
    },
    en: {
      overview: [
        'The upper chambers quiver, and the beat becomes fast and irregular. The greatest danger is a clot that forms in the heart and reaches the brain: a stroke.',
      ],
      symptoms: ['Palpitations, an uneven pulse, weakness, short breath, dizziness; some people feel nothing and learn of it at a check-up.'],
      risks: ['Older age, high blood pressure, heart disease, an overactive thyroid, sleep apnoea, much alcohol.'],
      diagnosis: ['An ECG shows it; if it comes and goes, a recorder is worn. If your pulse feels uneven, have an ECG.'],
      treatment: [
        'Blood thinners prevent clots; other medicines slow the beat or restore its rhythm; some people have an ablation. Take blood thinners on time, watch for bleeding, and do not stop them on your own.',
      ],
    },
  },
  references: [links.medlineplus('Atrial Fibrillation', 'atrialfibrillation')],
};
