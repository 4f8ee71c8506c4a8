import { triageRules } from './author.js';
import { all, answered, any, chose, choseAny } from './conditions.js';

// Which signs count follows the sources; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'internal-medicine',
  [
    'NHS: Symptoms of a stroke, https://www.nhs.uk/conditions/stroke/symptoms/',
    'NHS: Chest pain, https://www.nhs.uk/conditions/chest-pain/',
    'NICE NG12: Suspected cancer: recognition and referral, https://www.nice.org.uk/guidance/ng12',
  ],
  [
    {
      id: 'danger',
      urgency: 'emergency-ambulance',
      title: ['您现在的情况不能等到门诊', 'What you describe cannot wait for an appointment'],
      action: ['请立即拨打急救电话，坐下或躺下，不要独自一人，不要自己开车。', 'Call an ambulance now. Sit or lie down, do not stay alone, do not drive.'],
      when: choseAny('danger'),
    },
    {
      id: 'weight',
      urgency: 'consultation',
      title: ['没有刻意减肥却瘦了 3 公斤以上，或夜里出汗湿透', 'More than 3 kg lost without trying, or drenching night sweats'],
      action: ['请近日预约看医生，并提到这些变化。', 'Make an appointment in the next days and mention this.'],
      when: any(answered('weight-loss', ' >= 3'), chose('general-signs', 'sweats')),
    },
    {
      id: 'thirst',
      urgency: 'consultation',
      title: ['口渴、小便多并且消瘦', 'Thirst, much urine and weight loss'],
      action: ['请近日看医生，可能需要查血糖。', 'See a doctor in the next days; your blood sugar may need checking.'],
      when: all(chose('general-signs', 'thirst'), chose('general-signs', 'weight')), // NHS, Type 2 diabetes: symptoms
    },
  ],
);
