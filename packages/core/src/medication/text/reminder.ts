import type { Catalogs } from '../../i18n/index.js';

/** What a reminder says outside the page. Neutral: no medicine, no illness, because others may see the screen. */
export const reminderTexts: Catalogs<{ readonly title: string; readonly text: string; readonly test: string }> = {
  en: { title: 'Time for your medicine', text: 'Open the page to see what is due.', test: 'This is how a reminder looks' },
  'zh-CN': { title: '该用药了', text: '打开页面查看现在要用的药。', test: '提醒就是这样的' },
};
