import type { Catalogs } from '@nelumbo/core/i18n';

const en = {
  read: 'Read aloud',
  readLabel: (question: string) => `Read aloud: ${question}`,
  stop: 'Stop',
  stopLabel: (question: string) => `Stop reading: ${question}`,
  options: (options: string) => `You can answer: ${options}.`,
  speak: 'Answer by voice',
  speakLabel: (question: string) => `Answer by voice: ${question}`,
  consent:
    'Your browser turns speech into text, and may send the sound to its maker for that. Nelumbo keeps no recording. What was understood becomes an answer only after you confirm it.',
  agree: 'Agree and speak',
  refuse: 'Not now',
  listening: 'Listening… Please speak now.',
  finish: 'Stop listening',
  heard: (words: string) => `Understood: “${words}”`,
  use: (answer: string) => `Use this answer: ${answer}`,
  again: 'Speak again',
  cancel: 'Cancel',
  unmatched: 'That does not fit this question. Please say it again, or answer by hand.',
  taken: (answer: string) => `Answer entered: ${answer}`,
  troubles: {
    denied: 'The microphone is not allowed here. Please answer by hand.',
    silent: 'Nothing was heard. Please try again.',
    failed: 'Speech could not be turned into text just now. Please answer by hand.',
  },
};

/** Texts of voice input and of reading aloud. */
export type SpeechTexts = typeof en;

const zhCN: SpeechTexts = {
  read: '朗读',
  readLabel: (question) => `朗读：${question}`,
  stop: '停止',
  stopLabel: (question) => `停止朗读：${question}`,
  options: (options) => `可以回答：${options}。`,
  speak: '语音回答',
  speakLabel: (question) => `语音回答：${question}`,
  consent: '语音由浏览器转成文字，浏览器可能会把声音发送给它的厂商处理。Nelumbo 不保存录音。听到的内容经您确认后才会成为答案。',
  agree: '同意并开始说',
  refuse: '暂不使用',
  listening: '正在听，请说话…',
  finish: '停止收听',
  heard: (words) => `听到的是：“${words}”`,
  use: (answer) => `就用这个答案：${answer}`,
  again: '再说一次',
  cancel: '取消',
  unmatched: '这和问题对不上。请再说一次，或者手动回答。',
  taken: (answer) => `已填入：${answer}`,
  troubles: {
    denied: '这里不能使用麦克风，请手动回答。',
    silent: '没有听到声音，请再试一次。',
    failed: '暂时无法把语音转成文字，请手动回答。',
  },
};

export const speechTexts: Catalogs<SpeechTexts> = { en, 'zh-CN': zhCN };
