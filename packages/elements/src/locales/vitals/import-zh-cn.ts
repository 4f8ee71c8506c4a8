import type { ImportOwnTexts } from './import-en.js';

/** 导入的文字。 */
export const importZhCN: ImportOwnTexts = {
  import: {
    heading: '导入读数',
    hint: '选择 FHIR R4 Bundle 格式的 JSON 文件，医院和健康应用可以导出。文件只在这台设备上读取。',
    choose: '选择文件',
    running: (done, total) => `${done} / ${total}…`,
    stop: '停止',
    done: (n) => (n === 0 ? '没有新的读数。' : `已导入 ${n} 条读数。`),
    duplicate: (n) => `${n} 条已经有了`,
    refused: (n) => `${n} 条不能用`,
    ignored: (n) => `${n} 条其他内容未导入`,
    reasons: {
      unpaired: '高压和低压只有其中一个。',
      'date-unclear': '这个日期有两种读法。',
      swapped: '高压和低压看起来填反了。',
    },
    entry: (index) => `第 ${index} 条`,
    more: (n) => `另有 ${n} 条`,
    stopped: '已停止。已导入的都保留着，再次导入会接着来。',
    notJson: '这个文件不是 JSON，请选择 FHIR R4 Bundle。',
    notBundle: '这个文件里没有 FHIR R4 Bundle。',
    unreadable: '没能读取这个文件。',
    tooLarge: '这个文件超过了 100 MB。',
  },
};
