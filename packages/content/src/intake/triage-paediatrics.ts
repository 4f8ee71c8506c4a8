import { triageRules } from './author.js';
import { all, answered, choseAny, chose, yes } from './conditions.js';

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'paediatrics',
  ['NICE NG143: Fever in under 5s: assessment and initial management, 2019, updated 2021, https://www.nice.org.uk/guidance/ng143'],
  [
    {
      id: 'danger',
      urgency: 'emergency-ambulance',
      title: ['孩子现在的情况不能等到门诊', 'What you describe cannot wait for an appointment'],
      action: ['请立即拨打急救电话，守在孩子身边。', 'Call an ambulance now and stay with your child.'],
      when: choseAny('danger'),
    },
    {
      id: 'young-fever',
      urgency: 'emergency',
      title: ['不到 3 个月的宝宝发烧', 'A fever under 3 months of age'],
      action: ['请现在就去有儿科的急诊，即使宝宝看上去还好。', 'Go to an emergency department with paediatrics now, even if your baby seems well.'],
      when: all(yes('young'), answered('temperature', ' >= 38')),
    },
    {
      id: 'not-drinking',
      urgency: 'emergency',
      title: ['几乎不吃不喝', 'Hardly eats or drinks'],
      action: ['请现在就去有儿科的急诊。', 'Go to an emergency department with paediatrics now.'],
      when: chose('drinking', 'hardly'),
    },
  ],
);
