import type { Article } from '../build/topic.js';

/** Ours, not medically reviewed. */
export const handFootAndMouthDisease: Article = {
  slug: 'hand-foot-and-mouth-disease',
  related: ['fever', 'mouth-ulcer'],
  flags: [
    {
      level: 'emergency',
      action: 'go-emergency',
      if: {
        zh: ['高烧不退、反复惊跳或手脚发抖', '呕吐、精神很差、叫不醒', '呼吸快、手脚冰凉、出冷汗'],
        en: ['Lasting high fever, repeated jerks or trembling limbs', 'Vomiting, very listless or hard to wake', 'Fast breathing, cold limbs, cold sweat'],
      },
    },
    {
      level: 'urgent',
      action: 'see-doctor',
      if: {
        zh: ['嘴痛得不肯喝水、尿明显减少', '三岁以下孩子发烧超过两天'],
        en: ['A mouth so sore that the child will not drink, or little urine', 'A child under three with fever for more than two days'],
      },
    },
  ],
  sections: {
    zh: {
      symptoms: ['多见于五岁以下孩子：发烧，口腔里疼痛的疱疹和溃疡，手、脚、屁股上有红疹或小水疱，一般不太痒。多数一周左右自己好。'],
      causes: ['肠道病毒引起，通过口水、疱液、粪便和被污染的手、玩具传播。得过一次还可能再得。'],
      care: [['凉的流食，少量多次喝水', '退烧药按说明用', '居家休息，玩具、毛巾清洗消毒', '大人换尿布后也要洗手']],
      prevention: ['勤洗手、喝开水、不去拥挤的地方。肠道病毒 71 型疫苗可预防由它引起的重症，按接种门诊建议打。'],
    },
    en: {
      symptoms: [
        'Mostly in children under five: fever, painful sores in the mouth, red spots or small blisters on hands, feet and bottom that itch little. Most get well within about a week.',
      ],
      causes: ['Enteroviruses spread by saliva, blister fluid, stool, hands and toys. One can have it more than once.'],
      care: [
        [
          'Cool soft food, and small sips often',
          'Fever medicine as the leaflet says',
          'Stay at home; wash and disinfect toys and towels',
          'Wash your own hands after nappies',
        ],
      ],
      prevention: ['Wash hands and avoid crowds. A vaccine against enterovirus 71 prevents the severe cases that it causes; ask your clinic.'],
    },
  },
  references: [{ title: 'CDC: Hand, Foot, and Mouth Disease', url: 'https://www.cdc.gov/hand-foot-mouth/' }],
};
