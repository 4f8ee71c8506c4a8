import { triageRules } from './author.js';
import { answered, chose, choseAny, no, yes } from './conditions.js';

// Which signs count follows SNNOOP10; how urgent each is, and every word of advice, is ours and has not been medically reviewed.
export default triageRules(
  'headache',
  [
    'Do TP, Remmers A, Schytz HW, et al. Red and orange flags for secondary headaches in clinical practice: SNNOOP10 list. Neurology 2019;92(3):134-144. doi:10.1212/WNL.0000000000006697',
  ],
  [
    {
      id: 'thunderclap',
      urgency: 'emergency-ambulance',
      title: ['突然发作、一生中最严重的头痛', 'A sudden headache, the worst of your life'],
      action: [
        '请立即拨打急救电话。等待时坐下或躺下，不要自己开车，不要独自一人，先不要吃东西或吃止痛药。',
        'Call an ambulance now. While you wait, sit or lie down. Do not drive, do not stay alone, and do not eat or take painkillers.',
      ],
      when: `${chose('onset', 'sudden')} and ${yes('worst')}`, // "sudden or abrupt onset"
    },
    {
      id: 'neuro',
      urgency: 'emergency-ambulance',
      title: ['头痛时突然无力、说话或视力异常、意识不清或抽搐', 'Headache with sudden weakness, speech or vision problems, confusion or a seizure'],
      action: ['请立即拨打急救电话，并记下这些情况是几点开始的。不要自己开车。', 'Call an ambulance now and note the time when this began. Do not drive.'],
      when: choseAny('neuro'), // "neurologic deficit or dysfunction"
    },
    {
      id: 'sudden',
      urgency: 'emergency',
      title: ['头痛突然发作', 'A headache that began suddenly'],
      action: ['请现在就去急诊，最好有人陪同。', 'Go to an emergency department now, preferably with somebody.'],
      when: `${chose('onset', 'sudden')} and ${no('worst')}`, // "sudden or abrupt onset"
    },
    {
      id: 'fever-stiff-neck',
      urgency: 'emergency',
      title: ['头痛伴发烧和脖子发硬', 'Headache with fever and a stiff neck'],
      action: ['请现在就去急诊，不要等到明天。', 'Go to an emergency department now. Do not wait until tomorrow.'],
      when: `${yes('fever')} and ${yes('stiff-neck')}`, // "systemic symptoms including fever"
    },
    {
      id: 'injury-vomiting',
      urgency: 'emergency',
      title: ['头部受伤后头痛并呕吐', 'Headache and vomiting after a head injury'],
      action: ['请现在就去急诊，并告诉医生受伤的时间。', 'Go to an emergency department now and say when the injury happened.'],
      when: `${yes('injury')} and ${yes('vomiting')}`, // "posttraumatic onset"
    },
    {
      id: 'red-eye',
      urgency: 'emergency',
      title: ['头痛时眼睛红痛或看灯有彩圈', 'Headache with a red, painful eye or halos around lights'],
      action: ['请现在就去有眼科的急诊，视力可能受影响。', 'Go now to an emergency department with an eye doctor: your sight may be at risk.'],
      when: yes('red-eye'), // "painful eye with autonomic features"
    },
    {
      id: 'pregnancy',
      urgency: 'consultation-24h',
      title: ['怀孕或产后期间头痛', 'Headache in pregnancy or after birth'],
      action: [
        '请在 24 小时内联系产科或就医，并测一次血压。',
        'Contact your maternity unit or a doctor within 24 hours, and have your blood pressure measured.',
      ],
      when: chose('pregnancy', 'pregnant', 'after-birth'), // "pregnancy or puerperium"
    },
    {
      id: 'older-new',
      urgency: 'consultation-24h',
      title: ['65 岁以后新出现的头痛', 'A new headache after the age of 65'],
      action: ['请在 24 小时内看医生。', 'See a doctor within 24 hours.'],
      when: `${answered('age', ' > 65')} and ${chose('course', 'new', 'changed', 'worsening')}`, // "older age (onset after 65 years)"
    },
    {
      id: 'cancer-immune',
      urgency: 'consultation-24h',
      title: ['有癌症史或免疫力低下时头痛', 'Headache with a history of cancer or a weak immune system'],
      action: ['请在 24 小时内联系您的主治医生。', 'Contact the doctor who treats you within 24 hours.'],
      when: `${yes('cancer')} or ${yes('immune')}`, // "neoplasm in history", "pathology of the immune system such as HIV"
    },
    {
      id: 'fever',
      urgency: 'consultation-24h',
      title: ['头痛伴发烧', 'Headache with fever'],
      action: [
        '请在 24 小时内看医生；如果脖子发硬、意识不清或出疹，立即去急诊。',
        'See a doctor within 24 hours; with a stiff neck, confusion or a rash, go to an emergency department at once.',
      ],
      when: `${yes('fever')} and ${no('stiff-neck')}`, // "systemic symptoms including fever"
    },
    {
      id: 'changing',
      urgency: 'consultation',
      title: ['头痛变了或一天比一天重', 'A headache that has changed or keeps getting worse'],
      action: ['请近日预约看医生，把这份记录带上。', 'Make an appointment in the next days and take this record along.'],
      when: chose('course', 'changed', 'worsening'), // "pattern change", "progressive headache and atypical presentations"
    },
    {
      id: 'exertion-position',
      urgency: 'consultation',
      title: ['咳嗽、用力或变换姿势会引起头痛', 'Headache brought on by coughing, straining or a change of position'],
      action: ['请近日预约看医生。', 'Make an appointment with a doctor in the next days.'],
      when: `${yes('exertion')} or ${yes('position')}`, // "precipitated by sneezing, coughing, or exercise", "positional headache"
    },
    {
      id: 'painkillers',
      urgency: 'consultation',
      title: ['每月有 10 天以上吃止痛药', 'Painkillers on 10 or more days a month'],
      action: [
        '吃得太频繁会让头痛更多。请和医生或药师谈谈怎样减少。',
        'Taking them this often can cause more headaches. Talk to a doctor or pharmacist about cutting down.',
      ],
      when: answered('painkiller-days', ' >= 10'), // "painkiller overuse"; 10 days: ICHD-3, 8.2
    },
  ],
);
