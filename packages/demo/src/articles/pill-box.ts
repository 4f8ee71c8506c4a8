import { pillBoxArt } from '../art/pill-box.js';
import type { Article } from './types.js';

export const pillBox: Article = {
  id: 'pill-box',
  section: 'health',
  minutes: 3,
  age: 4,
  art: pillBoxArt,
  tie: { page: 'health' },
  topics: ['高血压', '用药', '漏服', 'hypertension', 'medicine'],
  related: ['winter-pressure', 'awake-at-three', 'night-bus'],
  in: {
    'zh-CN': {
      title: '外婆的七格药盒',
      dek: '一个两块钱的塑料盒，治好了全家人的“到底吃没吃”。',
      body: [
        '外婆的药盒有七个格子，每格又分早晚，盖子上贴着她自己写的字：一、二、三……周日那格写的是“日头”。每个星期天晚上，她戴上老花镜，把下一周的药一粒一粒放进去，像在摆一副棋。',
        '没有药盒之前，家里每天都要上演同一场对话。“药吃了没？”“吃了吧。”“是吃了，还是吧？”忘吃和重复吃，在长期服药的人里都很常见，而最让人不安的，恰恰是那个“吧”字。',
        { heading: '漏了一次，怎么办' },
        '大多数常用药的原则是：想起来时，如果离下一次还早，就补上；如果已经快到下一次了，就跳过，按原来的时间继续。不要为了补回来而一次吃双份。有些药的规矩特别严，比如抗凝药和胰岛素，请以医生和药师的交代为准，最好事先问清楚并写下来。',
        { heading: '把吃药系在已有的习惯上' },
        '“饭后”比“十二点”好记，刷牙杯旁边比抽屉里显眼。提醒也很管用，只是别把它设成一天响八遍的闹铃，响多了，人就学会不听了。另外，准备一张写着全部药名和剂量的纸，看病时带上，比努力回忆可靠得多。',
        '如今外婆的药盒旁边多了一部手机，是表妹教她用的：吃完点一下，药快没了会提醒。她还是保留着那个盒子。“手机会没电，”她说，“星期一不会。”',
      ],
    },
    en: {
      title: 'Grandmother’s box with seven lids',
      dek: 'A plastic box for the price of a bun cured the whole family of “did you take it, or not?”',
      body: [
        'My grandmother’s pill box has seven compartments, each with a morning and an evening half, and her own handwriting on the lids: one, two, three… Sunday’s says “sun”. Every Sunday night she puts on her reading glasses and lays out the week, tablet by tablet, like a board game.',
        'Before the box, the same dialogue played every day. “Have you taken it?” “I think so.” “You have, or you think so?” Forgetting and doubling are both common when you take something for years, and the worst of it is the “I think”.',
        { heading: 'If you miss one' },
        'For most everyday medicines the rule goes: if you remember and the next dose is still far off, take it; if the next one is near, skip and carry on as usual. Never take two to catch up. Some medicines have stricter rules, blood thinners and insulin among them: there the word of your doctor or pharmacist holds, so ask beforehand and write it down.',
        { heading: 'Tie it to something you already do' },
        '“After lunch” is easier to remember than “noon”, and beside the toothbrush is easier to see than in a drawer. A reminder helps too, as long as it does not ring eight times a day, because people learn not to hear it. And keep one sheet with all names and doses to bring along: it beats trying to remember.',
        'There is a phone beside the box now. My cousin taught her to tap once when she has taken it; it also tells her when the pack runs low. She has kept the box all the same. “A phone can run out of power,” she says. “Monday can’t.”',
      ],
    },
  },
};
