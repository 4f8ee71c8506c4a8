import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const helicobacterPylori: Article = {
  slug: 'helicobacter-pylori',
  related: ['gastritis', 'gastric-ulcer', 'stomach-cancer'],
  flags: [
    {
      level: 'urgent',
      action: 'see-doctor',
      if: { zh: ['体重下降、吞咽困难、贫血', '家里有人得过胃癌'], en: ['Weight loss, trouble swallowing, anaemia', 'Stomach cancer in the family'] },
    },
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['呕血或拉黑色柏油样便', '上腹突然剧痛、肚子发硬'],
        en: ['Vomiting blood, or black tarry stools', 'Sudden severe upper belly pain with a hard belly'],
      },
    },
  ],
  sections: {
    zh: {
      overview: ['一种住在胃里的细菌，很多人带着它却没有感觉。它可能引起慢性胃炎、溃疡，并增加胃癌的风险。'],
      symptoms: ['多数没有症状；有的上腹痛、胀、嗳气、反酸。口臭不一定是它。'],
      diagnosis: ['吹气试验最常用，也可查大便或做胃镜。检查前要停用一段时间的抗生素和胃药，问清楚再去。'],
      treatment: ['一般用几种药联合十到十四天，必须按时吃完，吃完至少一个月后复查。不要自己凑药吃。'],
      prevention: [['分餐、用公筷', '饭前便后洗手', '不嚼食物喂孩子']],
    },
    en: {
      overview: [
        'A germ that lives in the stomach. Many people have it and feel nothing. It can cause chronic gastritis and ulcers, and raises the risk of stomach cancer.',
      ],
      symptoms: ['Mostly none; some have upper belly pain, bloating, belching or reflux. Bad breath need not come from it.'],
      diagnosis: ['A breath test is usual; stool tests and gastroscopy are others. Antibiotics and acid blockers must be paused before: ask first.'],
      treatment: [
        'Several medicines together for ten to fourteen days, taken to the end; a test follows at least a month later. Do not mix medicines on your own.',
      ],
      prevention: [['Serve apart, use serving chopsticks', 'Wash hands before meals', 'Do not chew food for children']],
    },
  },
  references: [links.medlineplus('Helicobacter pylori Infections', 'helicobacterpyloriinfections')],
};
