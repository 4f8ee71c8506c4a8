import { links, type Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const pneumonia: Article = {
  slug: 'pneumonia',
  related: ['cough', 'fever', 'influenza', 'copd'],
  flags: [
    {
      level: 'emergency',
      action: 'call-120',
      if: { zh: ['呼吸非常费力、嘴唇发紫', '神志不清、叫不醒'], en: ['Great trouble breathing, or blue lips', 'Confused or hard to wake'] },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['高烧三天不退、咳嗽加重', '老人、婴幼儿或有慢性病的人发烧咳嗽'],
        en: ['Fever for three days with a worsening cough', 'Fever and cough in an older person, a small child or somebody with a long illness'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['发烧、咳嗽、咳痰、胸口疼、喘气快。老人可能只是没精神、吃不下、说糊涂话，不一定发烧。'],
      causes: ['细菌、病毒等在肺里引起炎症，常跟在感冒或流感后面。吸烟、高龄和慢性病会让它更容易发生，也更重。'],
      diagnosis: ['医生听诊，并看胸片和血液检查；必要时测血氧、化验痰。'],
      treatment: ['细菌引起的用抗生素，病毒引起的多半不用。抗生素要按医嘱吃完，不要感觉好转就停。重的要住院。'],
      prevention: [['接种流感和肺炎球菌疫苗（按医生建议）', '不吸烟，避开二手烟', '勤洗手，咳嗽时遮住口鼻']],
    },
    en: {
      symptoms: ['Fever, cough with phlegm, chest pain and fast breathing. Older people may only seem weak, off their food or confused, without fever.'],
      causes: ['Bacteria or viruses inflame the lungs, often after a cold or influenza. Smoking, older age and long illnesses make it likelier and worse.'],
      diagnosis: ['A doctor listens to the chest and looks at an X-ray and blood tests, and sometimes at oxygen levels and phlegm.'],
      treatment: [
        'Bacterial pneumonia needs antibiotics, viral pneumonia mostly does not. Take them for as long as the doctor says, even when you feel better. Severe cases need hospital.',
      ],
      prevention: [
        ['Have influenza and pneumococcal vaccines as your doctor advises', 'Do not smoke, and avoid the smoke of others', 'Wash your hands, and cover coughs'],
      ],
    },
  },
  references: [links.who('Pneumonia in children', 'pneumonia'), links.medlineplus('Pneumonia', 'pneumonia')],
};
