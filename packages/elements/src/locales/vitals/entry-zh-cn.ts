import type { EntryOwnTexts } from './entry-en.js';

/** 记录读数的文字。 */
export const entryZhCN: EntryOwnTexts = {
  entry: {
    heading: (name) => `记录${name}`,
    last: (value, when) => `上次：${value}，${when}`,
    first: '第一次记录',
    unit: '单位',
    when: '测量时间',
    now: '刚刚',
    earlier: '更早',
    whenLabel: '测量的日期和时间',
    setting: '在哪里测量',
    next: '下一步',
    back: '修改',
    save: '保存',
    saveSure: '没错，保存',
    saveBoth: '两条都保留',
    saving: '正在保存…',
    saved: '已保存',
    savedHint: '加密保存在这台设备上。',
    again: '再记一次',
    reviewHeading: '这次读数',
    swapped: (value) => `您输入的是 ${value}。两个数是不是填反了？`,
    swap: '对调',
    fits: (unit) => `这个数看起来像 ${unit}。`,
    useUnit: (unit) => `改用 ${unit}`,
    ask: (value) => `您输入的是 ${value}，对吗？`,
    doubts: {
      unusual: '这样的数值比较少见，所以再问一次。',
      'unlike-before': '和您最近 90 天的读数差别较大。',
      swapped: '',
      duplicate: '两分钟内已经记录过同样的读数。',
    },
    between: (low, high, unit) => `应在 ${low} 到 ${high} ${unit} 之间。`,
    notSaved: '还没有保存，您填的内容都在。',
  },
};
