import { winterWindow } from '../art/winter-window.js';
import type { Article } from './types.js';

export const winterPressure: Article = {
  id: 'winter-pressure',
  section: 'health',
  minutes: 5,
  age: 0,
  art: winterWindow,
  tie: { card: '高血压' },
  topics: ['高血压', '血压', 'hypertension', 'blood pressure'],
  related: ['pill-box', 'less-salt', 'awake-at-three'],
  in: {
    'zh-CN': {
      title: '入冬之后，血压为什么悄悄往上走',
      dek: '天冷一度，血管紧一分。把量血压变成和刷牙一样的小事，这个冬天会安稳很多。',
      body: [
        '每年第一场冷空气到来的那个星期，社区卫生站的血压计总是最忙的。排队的人里，不少夏天时数值都还漂亮，如今却多了十来个毫米汞柱，于是带着一句相同的疑问：我什么都没变，怎么就高了？',
        '变的是气温。身体为了留住热量，会让皮肤和四肢的小血管收缩，同样多的血要流过更窄的管道，压力自然上升。再加上冬天出汗少、活动少、吃得咸，几样凑在一起，收缩压比夏天高出几个毫米汞柱十分常见，年纪越大、屋里越冷，这个差别越明显。已经有高血压或冠心病的人，更经不起这样的起伏：冬天也是脑卒中多发的季节。',
        { heading: '早上那一下，最值得留意' },
        '清晨是一天里血压爬坡最陡的时候。从温暖的被窝到冷飕飕的客厅，起身、如厕、出门买菜，每一步都在催它往上走。醒来先在床上躺一两分钟，披上衣服再坐起来，听起来像老人的唠叨，却是最便宜的保护。',
        '真正有用的，是在家里自己量。坐下安静五分钟，背靠椅子，双脚平放，袖带与心脏同高，早晚各量两次，取平均。家里的标准比诊室严一些：平均达到 135/85 毫米汞柱，就该和医生聊一聊了。单独一次的高，不说明什么；连续一周的趋势，才是医生想看的东西。',
        { aside: '一次的数字会骗人，一周的数字很少骗人。' },
        { heading: '哪些事可以今天就做' },
        '屋里尽量保持在十八度以上；出门戴帽子和围巾；汤面少放一勺酱油；每天走够半小时，挑太阳好的那一段。已经在服药的人，不要因为“感觉不错”就自己停药，也不要因为某天偏高就自己加量，带着记录去问医生，才是捷径。',
        '如果数值突然达到 180/110 以上，静坐几分钟再量仍不下来，或者同时有胸痛、气短、说话不清、半边身体无力，不必犹豫，直接拨打 120。其余的日子里，慢慢来就好：血压是一条河，不是一个点，我们要看的，是它整个冬天的流向。',
      ],
    },
    en: {
      title: 'Why your blood pressure creeps up in winter',
      dek: 'Each cold degree tightens the vessels a little. Make measuring as ordinary as brushing your teeth and the season turns calmer.',
      body: [
        'In the week of the first real cold snap, the busiest thing in any neighbourhood clinic is the cuff. People queue who had pretty numbers all summer and now read ten millimetres higher, and they all ask the same thing: nothing in my life changed, so why did this?',
        'The temperature changed. To keep its heat, the body narrows the small vessels in skin and limbs, and the same blood through a narrower pipe means more pressure. Add less sweating, less walking and saltier food, and a winter reading several millimetres above the summer one is quite usual. The older you are and the colder the room, the bigger the gap. People who already have hypertension or coronary heart disease bear such swings less well: winter is also the season of stroke.',
        { heading: 'Mind the first hour' },
        'Early morning is when pressure climbs most steeply. From a warm bed to a cold kitchen, every step pushes it up. Lie awake for a minute, put something warm on, then sit up. It sounds like nagging; it is the cheapest protection there is.',
        'What really helps is measuring at home. Sit quietly for five minutes, back supported, feet flat, cuff at heart height. Take two readings in the morning and two in the evening and look at the average. The bar at home is stricter than in the clinic: an average of 135/85 mmHg or more is worth a talk with your doctor. One high reading says little. A week of them says a lot.',
        { aside: 'One number can mislead. A week of numbers rarely does.' },
        { heading: 'What you can do today' },
        'Keep rooms at eighteen degrees or more. Wear the hat and the scarf. Leave one spoon of soy sauce out of the noodles. Walk half an hour while the sun is out. If you already take tablets, do not stop because you feel well, and do not add one because of a bad day; bring your record and ask.',
        'If a reading jumps to 180/110 or above and stays there after some minutes of rest, or comes with chest pain, breathlessness, slurred speech or weakness on one side, call an ambulance. On all other days take it slowly: blood pressure is a river, not a point. What matters is where it flows over the whole winter.',
      ],
    },
  },
};
