import type { VitalsEntryExtraTexts } from './entry-extra-en.js';

/** 记录读数时数字键、语音和连续测量的文字。 */
export const entryExtraZhCN: VitalsEntryExtraTexts = {
  arm: '哪只手臂',
  position: '体位',
  more: '更多情形',
  pad: (field) => `${field}的数字键`,
  point: '小数点',
  erase: '删除一位',
  speak: '说出来',
  speakHint: '由浏览器把语音变成文字，声音可能会传给浏览器厂商。保存之前，您会先看到数字。',
  listening: '正在听… 请说出数字，比如“一百二十八，八十二”。',
  stopListening: '停止',
  heard: (text) => `听到：“${text}”。请核对数字。`,
  voiceTroubles: {
    denied: '这里没有使用麦克风的权限。可以在浏览器里允许，或者直接输入。',
    silent: '没有听到声音。请再试一次，或者直接输入。',
    failed: '没能识别语音，请直接输入数字。',
    'no-number': '没有听到数字。请再试一次，或者直接输入。',
  },
  second: '休息一分钟再量一次，比只量一次更可靠。',
  third: (apart) => `两次相差超过 ${apart}，再量第三次，平均值才可靠。`,
  rest: (seconds) => `请静坐：还有 ${seconds} 秒`,
  rested: '现在可以量了。',
  nth: (n) => `量第 ${n} 次`,
  meanOf: (n) => `${n} 次的平均值`,
};
