import { item, vocabulary } from './author.js';
import { temperature } from './common-items.js';
import { preVisit } from './pre-visit.js';

const { choice, yesNo } = vocabulary('paediatrics');

/** Pre-visit template for paediatrics; ours, not medically reviewed. */
export default preVisit({
  id: 'paediatrics',
  name: 'Paediatrics',
  title: ['儿科预问诊', 'Before your visit: paediatrics'],
  who: [
    item('birth-date', 'date', ['孩子的出生日期', "Your child's date of birth"], { short: ['出生日期', 'Date of birth'], required: true }),
    item('young', 'boolean', ['孩子不到 3 个月吗？', 'Is your child under 3 months old?'], { short: ['不到 3 个月', 'Under 3 months'], required: true }),
  ],
  danger: [
    ['hard-to-wake', ['叫不醒、没有反应', 'Cannot be woken or does not respond']],
    ['breathing', ['呼吸费力、嘴唇发紫', 'Struggles to breathe, blue lips']],
    ['seizure', ['正在抽搐', 'Having a seizure now']],
    ['rash', ['按压不褪色的红点或紫斑', 'Spots that do not fade when pressed']],
  ],
  own: item('child', 'group', ['孩子的情况', 'About your child'], {
    item: [
      temperature(['量过体温的话，最高是多少？', 'If you took the temperature: the highest value?']),
      item('weight', 'decimal', ['最近的体重（公斤）', 'Last weight (kg)'], { short: ['体重（kg）', 'Weight (kg)'], role: 'background', min: 1, max: 150 }),
      item('drinking', 'choice', ['吃喝怎么样？', 'How is your child eating and drinking?'], {
        short: ['吃喝', 'Drinking'],
        role: 'symptom',
        required: true,
        answerOption: [
          choice('hardly', ['几乎不吃不喝', 'Hardly at all']),
          choice('less', ['比平时少', 'Less than usual']),
          choice('normal', ['和平时一样', 'As usual'], true),
        ],
      }),
      yesNo('vaccines', ['疫苗都按时接种了吗？', 'Are the vaccinations up to date?'], ['疫苗按时接种', 'Vaccinated'], { role: 'background' }),
      yesNo('preterm', ['是早产儿吗？', 'Was your child born early?'], ['早产', 'Born early'], { role: 'background' }),
      yesNo('contact', ['家里或学校里有人得类似的病吗？', 'Is anybody at home or school ill like this?'], ['接触史', 'Others ill'], { role: 'background' }),
    ],
  }),
});
