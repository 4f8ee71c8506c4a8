import { lotusRoot } from '../art/lotus-root.js';
import type { Article } from './types.js';

export const lotusSoup: Article = {
  id: 'lotus-soup',
  section: 'food',
  film: '6:48',
  minutes: 4,
  age: 1,
  art: lotusRoot,
  topics: ['莲藕', '湿地', 'lotus'],
  related: ['less-salt', 'egrets', 'tomato-week'],
  in: {
    'zh-CN': {
      title: '挖藕人的早晨，和一锅粉藕汤',
      dek: '水面上看不见的那一节，要靠脚趾去找。',
      body: [
        '清晨五点，雾还压在塘上，老许已经穿好了齐胸的胶裤。水枪在泥里咕噜作响，他不看水，只是慢慢挪脚，忽然停住，弯腰，两手在水下一托，一支白净的藕就浮了上来，四节，带着尖尖的芽。',
        '“眼睛没用，”他说，“脚晓得。”藕长在淤泥下半米，横着走，一节连一节。踩断了会灌泥，就卖不上价。所以好的挖藕人，走路都像怕惊醒谁。',
        { heading: '脆藕与粉藕' },
        '同一个塘里的藕，早挖的脆，晚挖的粉。夏末的嫩藕适合切薄片清炒；入冬以后，叶子枯了，养分都回到节里，淀粉足了，才是炖汤的时候。看皮：颜色偏深、略带麻点的，多半粉；细长光洁的，多半脆。',
        '老许家的做法简单到不像菜谱：排骨焯水，藕切滚刀块，姜三片，清水没过，大火烧开，再用最小的火炖一个半钟头。盐等到最后才放，只要半小勺。',
        { aside: '“汤要自己甜起来，不能催。”' },
        '汤端上来的时候，雾已经散了。藕块拉出细细的丝，汤是淡淡的粉色。老许自己只喝了一碗，又往塘边走去。还有半亩，他说，赶在下一场霜之前。',
      ],
    },
    en: {
      title: 'A morning with the lotus diggers, and a pot of soup',
      dek: 'What grows under the mud is found with the toes.',
      body: [
        'Five in the morning, fog on the pond, and Old Xu stands chest-deep in rubber. A water jet gurgles in the mud. He does not look down; he shifts his feet, stops, bends, lifts with both hands, and a white root comes up, four joints long, with its pointed bud.',
        '“Eyes are no use,” he says. “Feet know.” The root lies half a metre down and grows sideways, joint after joint. Break it and mud runs in, and nobody buys it. So a good digger walks as if somebody were asleep.',
        { heading: 'Crisp or floury' },
        'From the same pond, early roots are crisp and late ones floury. At the end of summer you slice them thin and stir-fry them. In winter the leaves have died back, everything has returned to the root, and then it is time for soup. Look at the skin: darker and freckled is mostly floury, slim and smooth mostly crisp.',
        'The Xu family’s method is hardly a recipe. Blanch the ribs, cut the root in chunks, three slices of ginger, water to cover, bring to the boil, then the smallest flame for an hour and a half. Salt comes last, half a small spoon.',
        { aside: '“The soup has to turn sweet by itself. You can’t rush it.”' },
        'When the bowls come, the fog has gone. The chunks pull their fine threads; the broth is faintly pink. Xu drinks one bowl and walks back to the water. Half an acre left, he says, before the next frost.',
      ],
    },
  },
};
