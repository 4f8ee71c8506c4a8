import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const kidneyStones: Article = {
  slug: 'kidney-stones',
  related: ['gout', 'urinary-tract-infection', 'abdominal-pain'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['腰腹绞痛伴发烧、寒战', '完全尿不出来', '痛得无法忍受、反复呕吐'],
        en: ['Flank pain with fever or chills', 'No urine at all', 'Unbearable pain with repeated vomiting'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['一侧腰部突然绞痛，可窜到小腹和大腿根，坐立不安，伴恶心；小便可能变红、刺痛、次数多。小结石可以没有感觉。'],
      causes: ['喝水少、出汗多、吃得咸、蛋白过多、痛风等，让尿里的成分结成晶体。'],
      diagnosis: ['尿检、超声或 CT。'],
      treatment: ['小的多能自己排出，医生会给止痛药；大的可碎石或微创取石。止痛药不要超量。'],
      prevention: [['多喝水，让小便保持淡黄色', '少吃盐', '不必戒掉正常饮食里的钙', '排出的结石留下来化验']],
    },
    en: {
      symptoms: [
        'Sudden cramping pain in one flank that may run to the groin, restlessness and nausea; urine may be red, burning or frequent. Small stones may cause nothing.',
      ],
      causes: ['Little drinking, much sweating, salty food, much protein or gout let crystals form in urine.'],
      diagnosis: ['Urine tests, ultrasound or a CT scan.'],
      treatment: ['Small stones mostly pass, with painkillers from a doctor; larger ones are broken up or removed. Do not exceed the dose of painkillers.'],
      prevention: [['Drink until urine is pale yellow', 'Less salt', 'Do not cut normal calcium from food', 'Keep a stone that passes and have it tested']],
    },
  },
  references: [links.medlineplus('Kidney Stones', 'kidneystones')],
};
