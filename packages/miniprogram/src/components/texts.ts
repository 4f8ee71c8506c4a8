import type { Catalogs, ErrorCode } from '@nelumbo/core/i18n';

/** What only mini-programs say. All else is said by the elements' own texts. */
export interface MiniTexts {
  readonly reminders: {
    readonly calendar: string;
    readonly subscribe: string;
    readonly none: string;
    readonly addCalendar: string;
    readonly askSubscribe: string;
    readonly event: string;
    readonly added: (n: number) => string;
    readonly subscribed: string;
    readonly notAdded: string;
  };
  readonly notDurable: string;
  readonly onWeb: string;
  readonly day: string;
  /** What of a long list is not shown. */
  readonly before: (n: number) => string;
  readonly after: (n: number) => string;
  /** Where the elements' words name a browser or a page to reload. */
  readonly errors: Partial<Readonly<Record<ErrorCode, string>>>;
  readonly chart: { readonly mean: (value: string) => string; readonly touched: string };
}

const en: MiniTexts = {
  reminders: {
    calendar: 'While this app is closed it cannot ring. Your phone’s calendar can: add the times there.',
    subscribe: 'While this app is closed it cannot ring. You can allow one message for the next dose.',
    none: 'Reminders work only while this page is open.',
    addCalendar: 'Add to my calendar',
    askSubscribe: 'Remind me of the next dose',
    event: 'Time for your medicine',
    added: (n) => `${n} ${n === 1 ? 'entry' : 'entries'} added. To stop them, delete them in the calendar.`,
    subscribed: 'You will get one message for the next dose.',
    notAdded: 'Nothing was added. You can try again at any time.',
  },
  notDurable: 'This app may delete what is kept on the phone, for example when you log out. Switch on sync to be safe.',
  onWeb: 'This question needs the full page.',
  day: 'Date',
  before: (n) => `Before these: ${n}`,
  after: (n) => `After these: ${n}`,
  errors: {
    'storage-unavailable': 'Health records cannot be encrypted here, so none are kept.',
    'storage-newer': 'This data was written by a newer version. Open the app again to update; nothing was changed.',
    closed: 'This was closed. Open the app again.',
    internal: 'Something failed. Open the app again and retry.',
  },
  chart: { mean: (value) => ` Average ${value}.`, touched: 'Touch the chart to read a value' },
};

const zhCN: MiniTexts = {
  reminders: {
    calendar: '小程序关掉以后不能响铃。可以把服药时间加进手机日历，由日历来提醒。',
    subscribe: '小程序关掉以后不能响铃。您可以允许我们为下一次服药发一条消息。',
    none: '只有打开这个页面时才能提醒。',
    addCalendar: '加入手机日历',
    askSubscribe: '下一次提醒我',
    event: '该吃药了',
    added: (n) => `已加入 ${n} 条日程。不需要时，请在手机日历里删除。`,
    subscribed: '下一次服药时，您会收到一条消息。',
    notAdded: '没有加上。您可以随时再试。',
  },
  notDurable: '退出登录等情况下，本机保存的内容可能会被清除。建议打开同步，以免丢失。',
  onWeb: '这个问题需要在完整页面里回答。',
  day: '日期',
  before: (n) => `前面还有 ${n} 项`,
  after: (n) => `后面还有 ${n} 项`,
  errors: {
    'storage-unavailable': '这里还不能加密保存健康记录，所以什么都不会保存。',
    'storage-newer': '这些数据由更新的版本写入。请重新打开小程序来升级；数据没有被改动。',
    closed: '已关闭，请重新打开小程序。',
    internal: '出现了意外问题，请重新打开小程序后再试。',
  },
  chart: { mean: (value) => `平均 ${value}。`, touched: '点图表可以看每次读数' },
};

/** Texts of the mini-program components by language. */
export const miniTexts: Catalogs<MiniTexts> = { en, 'zh-CN': zhCN };
