import { item, vocabulary } from './author.js';
import { age, pregnancy } from './common-items.js';
import { preVisit } from './pre-visit.js';

const { choice, yesNo } = vocabulary('dermatology');

/** Pre-visit template for dermatology; ours, not medically reviewed. */
export default preVisit({
  id: 'dermatology',
  name: 'Dermatology',
  title: ['皮肤科预问诊', 'Before your visit: dermatology'],
  who: [age(), pregnancy()],
  danger: [
    ['breathless', ['喘不上气，或嘴唇、舌头、脸肿', 'Trouble breathing, or swollen lips, tongue or face']],
    ['not-fading', ['发烧并有按压不褪色的红点或紫斑', 'Fever with spots that do not fade when pressed']],
    ['peeling', ['皮肤大片脱落，像烫伤', 'Skin coming off in sheets, like a burn']],
  ],
  own: item('skin', 'group', ['皮肤的情况', 'Your skin'], {
    item: [
      item('photo', 'attachment', ['可以附几张照片：一张近、一张远', 'You may add photos: one close, one from afar'], {
        short: ['照片', 'Photos'],
        repeats: true,
      }),
      item('site', 'choice', ['在哪里？可以多选', 'Where is it? You may choose several'], {
        short: ['部位', 'Site'],
        role: 'symptom',
        control: 'body-map',
        repeats: true,
        answerOption: [
          choice('scalp', ['头皮', 'Scalp']),
          choice('face', ['面部', 'Face']),
          choice('trunk', ['胸背或肚子', 'Chest, back or belly']),
          choice('limbs', ['手臂或腿', 'Arms or legs']),
          choice('hands-feet', ['手或脚', 'Hands or feet']),
          choice('folds', ['腋下、腹股沟等皱褶处', 'Skin folds']),
          choice('nails', ['指甲', 'Nails']),
        ],
      }),
      item('feel', 'choice', ['感觉怎么样？可以多选', 'How does it feel? You may choose several'], {
        short: ['感觉', 'Feels'],
        role: 'symptom',
        repeats: true,
        answerOption: [
          choice('itch', ['痒', 'Itchy']),
          choice('pain', ['痛', 'Painful']),
          choice('hot', ['红肿发烫，范围在扩大', 'Hot, swollen and spreading']),
          choice('none', ['没有感觉', 'Nothing'], true),
        ],
      }),
      yesNo(
        'mole',
        ['是一颗变大、变色、边缘不齐或出血的痣吗？', 'Is it a mole that grows, changes colour, has a ragged edge or bleeds?'],
        ['变化的痣', 'Changing mole'],
        { required: true },
      ),
      yesNo('sore', ['有 4 周以上不愈合的破口吗？', 'A sore that has not healed in 4 weeks?'], ['久不愈合的破口', 'Sore that does not heal'], {
        required: true,
      }),
      yesNo('new', ['最近换过护肤品、洗涤剂，或接触过什么新东西吗？', 'New cosmetics, detergents or anything new on the skin?'], ['新接触物', 'New contact'], {
        role: 'background',
      }),
    ],
  }),
});
