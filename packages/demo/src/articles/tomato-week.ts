import { tomatoStall } from '../art/tomato-stall.js';
import type { Article } from './types.js';

export const tomatoWeek: Article = {
  id: 'tomato-week',
  section: 'city',
  minutes: 2,
  age: 6,
  art: tomatoStall,
  topics: ['菜市场', '西红柿', 'market'],
  related: ['less-salt', 'lotus-soup', 'night-bus'],
  in: {
    'zh-CN': {
      title: '西红柿大跌价的那一周',
      dek: '菜市场的价格牌一天改了三次。摊主、买家和一锅番茄酱，各有各的算法。',
      body: [
        '周一还是六块，周三四块，周五下午，东门菜市场的西红柿牌子上只剩下一个潦草的“两块”。连着几天好太阳，郊县的大棚一起熟了，车一辆接一辆地来。',
        '摊主赵姐不慌。跌价的菜要卖得快，她把最红的摆在外面，裂口的挑出来放进另一个筐，写上“今天做酱”。“价低不怕，”她说，“怕的是过夜。”',
        '买菜的人分成两种：一种只买今晚的，一种提着布袋来做一年的酱。排在最前面的阿婆买了十五斤，回去洗净、烫皮、小火慢熬，装进玻璃瓶，送给楼上楼下。她从不称自己会过日子，只说“不舍得”。',
        '到了下个周一，价格回到四块五。市场里没有人谈论趋势，也没有人预测。牌子翻过来，背面写着新到的菜：荠菜，三块一把。',
      ],
    },
    en: {
      title: 'The week tomatoes lost their price',
      dek: 'The board at the market changed three times a day. Seller, buyer and a pot of sauce each did their own sums.',
      body: [
        'On Monday it was six, on Wednesday four, and by Friday afternoon the board at East Gate market bore one scrawled “two”. After days of sun the greenhouses outside town had ripened all at once, and lorry followed lorry.',
        'Sister Zhao, who keeps the stall, was not worried. What falls has to sell fast: the reddest go in front, the split ones in another basket marked “sauce today”. “Low is fine,” she says. “Overnight is not.”',
        'There are two kinds of buyers: those who buy for tonight, and those who come with a cloth bag to make sauce for a year. The grandmother at the head of the queue took seven kilos home, washed, scalded, simmered and bottled them and gave the jars away up and down the stairs. She would not call it thrift. “I just can’t let them go,” she says.',
        'The next Monday it was four and a half. Nobody spoke of trends; nobody forecast anything. The board was turned round, and on its back stood what had just come in: shepherd’s purse, three a bunch.',
      ],
    },
  },
};
