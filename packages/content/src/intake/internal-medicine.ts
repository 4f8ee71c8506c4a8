import { item, vocabulary } from './author.js';
import { age, pregnancy } from './common-items.js';
import { preVisit } from './pre-visit.js';

const { choice, yesNo } = vocabulary('internal-medicine');

/** Pre-visit template for internal medicine; ours, not medically reviewed. */
export default preVisit({
  id: 'internal-medicine',
  name: 'InternalMedicine',
  title: ['内科预问诊', 'Before your visit: internal medicine'],
  who: [age(), pregnancy()],
  danger: [
    ['chest-pain', ['胸口压闷，或喘不上气', 'Pressure in the chest, or trouble breathing']],
    ['weak-side', ['一侧手脚无力、嘴歪或说话不清', 'Weakness on one side, a drooping face or slurred speech']],
    ['confused', ['意识模糊或晕倒', 'Confusion or fainting']],
    ['blood', ['吐血、咳血或大便发黑', 'Vomiting or coughing blood, or black stools']],
  ],
  own: item('general', 'group', ['近来的身体状况', 'How you have been'], {
    item: [
      item('general-signs', 'choice', ['最近有哪些变化？可以多选', 'What has changed lately? You may choose several'], {
        short: ['近来变化', 'Changes'],
        role: 'symptom',
        repeats: true,
        answerOption: [
          choice('fever', ['发烧', 'Fever']),
          choice('weight', ['没有刻意减肥却瘦了', 'Weight loss without trying']),
          choice('sweats', ['夜里出汗湿透衣服', 'Drenching night sweats']),
          choice('tired', ['很容易累', 'Tired easily']),
          choice('thirst', ['口渴、小便多', 'Thirst, much urine']),
          choice('swelling', ['腿肿', 'Swollen legs']),
          choice('sleep', ['睡不好', 'Poor sleep']),
          choice('none', ['都没有', 'None of these'], true),
        ],
      }),
      item('weight-loss', 'decimal', ['半年内大约瘦了多少公斤？', 'How many kilograms in the last six months?'], {
        short: ['半年体重下降（kg）', 'Weight loss in six months (kg)'],
        when: [{ question: 'general-signs', operator: '=', answerCoding: { system: 'urn:nelumbo:code:internal-medicine', code: 'weight' } }],
        min: 0,
        max: 100,
      }),
      item('smoking', 'choice', ['您吸烟吗？', 'Do you smoke?'], {
        short: ['吸烟', 'Smoking'],
        role: 'background',
        answerOption: [choice('yes', ['吸', 'Yes']), choice('stopped', ['以前吸，已经戒了', 'I used to']), choice('never', ['从不吸', 'Never'])],
      }),
      item('alcohol', 'choice', ['您喝酒吗？', 'Do you drink alcohol?'], {
        short: ['饮酒', 'Alcohol'],
        role: 'background',
        answerOption: [choice('daily', ['几乎每天', 'Almost daily']), choice('sometimes', ['偶尔', 'Sometimes']), choice('never', ['不喝', 'No'])],
      }),
      yesNo('blood-pressure', ['量过血压偏高吗？', 'Has your blood pressure been high?'], ['血压偏高', 'High blood pressure'], { role: 'background' }),
    ],
  }),
});
