import type { StatusTexts } from './status-en.js';

/** 分级的含义和建议。 */
export const statusZhCN: StatusTexts = {
  meanings: {
    'in-range': '这次读数在参考范围内。',
    'a-little-high': '比参考范围略高。放松几分钟后，可以再量一次。',
    'a-little-low': '比参考范围略低。没有不适的话，继续留意就好。',
    high: '高于参考范围。请休息 5 分钟后再量一次；如果连续几天都高，请联系医生。',
    low: '低于参考范围。请再量一次；如果仍然低或感觉不适，请联系医生。',
    urgent: '',
    unknown: '所选指南没有对这类读数分级。',
  },
  urgent: {
    'blood-pressure': (call, direction) =>
      direction === 'down'
        ? `血压很低。请躺下、抬高双腿。如果头晕欲倒、意识模糊或胸痛，请立即拨打 ${call}。`
        : `血压很高。请静坐 5 分钟后再量一次；如果还是这么高，请今天就去看医生。如果胸痛、呼吸困难、说话不清、一侧手脚无力或视物模糊，请立即拨打 ${call}。`,
    glucose: (call, direction) =>
      direction === 'down'
        ? `血糖很低。请马上吃约 15 克糖（半杯果汁或几块糖），15 分钟后再测。如果昏昏欲睡或无法吞咽，请立即拨打 ${call}。`
        : `血糖很高。请再测一次，并在今天联系医生。如果恶心、嗜睡或呼吸急促，请立即拨打 ${call}。`,
    spo2: (call) => `血氧很低。请把手指捂热、坐好后再测一次；如果仍然低或呼吸费力，请立即拨打 ${call}。`,
    other: (call) => `这个数值需要马上重视。请再量一次；如果仍然如此或感觉不适，请今天就医，或拨打 ${call}。`,
  },
  grade: (name) => `落在“${name}”的范围（按诊室血压分级）`,
  oneReading: '一次读数不等于诊断。',
};
