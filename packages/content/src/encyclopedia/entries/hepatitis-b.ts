import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const hepatitisB: Article = {
  slug: 'hepatitis-b',
  related: ['cirrhosis', 'liver-cancer', 'fatty-liver'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['皮肤眼睛发黄、尿色像浓茶', '肚子胀大、腿肿', '怀孕时查出乙肝'],
        en: ['Yellow skin or eyes, dark urine', 'A swelling belly or legs', 'Hepatitis B found in pregnancy'],
      },
    },
    {
      level: 'emergency',
      action: 'go-emergency',
      if: { zh: ['呕血、黑便', '性格改变、神志不清'], en: ['Vomiting blood, or black stools', 'Changed behaviour or confusion'] },
    },
  ],
  sections: {
    zh: {
      overview: ['乙肝病毒引起的肝脏炎症。成人感染多能自己清除，婴幼儿感染容易变成慢性。慢性乙肝可以控制，按时检查能早发现问题。'],
      symptoms: ['多数人多年没有感觉，有的乏力、没胃口、右上腹不适。'],
      causes: ['通过血液、性接触和母婴传播。一起吃饭、拥抱、握手不会传染。'],
      treatment: ['不是每个人都要马上吃药，医生看肝功能、病毒量等来决定。抗病毒药多要长期吃，自行停药可能很危险。'],
      prevention: [['新生儿出生后尽快接种乙肝疫苗，全程完成', '家人查一查、打疫苗', '不共用牙刷、剃须刀和针具', '慢性感染者每半年左右查肝功能、病毒和超声']],
    },
    en: {
      overview: [
        'A virus inflames the liver. Adults mostly clear it; infants often keep it. Chronic hepatitis B can be controlled, and regular checks find trouble early.',
      ],
      symptoms: ['Most people feel nothing for years; some are tired, off their food or uneasy in the upper right.'],
      causes: ['By blood, sex and from mother to child. Shared meals, hugs and handshakes do not pass it on.'],
      treatment: [
        'Not everybody needs medicine at once: liver tests and virus levels decide. Antivirals are mostly for long, and stopping them on your own can be dangerous.',
      ],
      prevention: [
        [
          'Vaccinate newborns soon after birth, and complete the course',
          'Have the family tested and vaccinated',
          'Do not share toothbrushes, razors or needles',
          'With chronic infection, have liver, virus and ultrasound checked about twice a year',
        ],
      ],
    },
  },
  references: [links.who('Hepatitis B', 'hepatitis-b'), links.medlineplus('Hepatitis B', 'hepatitisb')],
};
