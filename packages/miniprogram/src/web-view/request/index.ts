import { pickTexts, type Catalogs } from '@nelumbo/core/i18n';
import { call } from '../../ports/call.js';
import { platformApi } from '../../runtime/this-platform.js';
import { settings } from '../../runtime/settings.js';
import { webViewHost, type WebViewHost } from '../host.js';

type Query = Record<string, string | undefined>;

interface PageInstance {
  query?: Query;
  /** Of the page that asked, also when another is seen by then. */
  host?: WebViewHost;
  begun?: boolean;
  answered?: boolean;
  left?: boolean;
  setData(data: object): void;
}

declare const Page: (definition: object) => void;

interface Texts {
  readonly ask: string;
  readonly yes: string;
  readonly no: string;
  readonly gone: string;
}

const texts: Catalogs<Texts> = {
  en: { ask: 'The page asks to do this in the app.', yes: 'Continue', no: 'Back', gone: 'This is no longer possible. Go back and try again.' },
  'zh-CN': { ask: '页面请求在小程序里完成这一步。', yes: '继续', no: '返回', gone: '这一步已经失效，请返回再试。' },
};

const leave = (): void => void call(platformApi(), 'navigateBack').catch(() => undefined); // it is the only page there

/** What needs a tap in the native part: says what was asked, does it, and goes back to the page, which finds the answer in its address. */
Page({
  data: { ask: '', yes: '', no: '', method: '', care: false, theme: 'light' },
  onLoad(this: PageInstance, query: Query) {
    this.query = query;
    const host = webViewHost();
    if (host) this.host = host;
    const asked = host?.asked(query);
    const words = pickTexts(texts, settings().locale);
    const { care, theme } = settings();
    this.setData({ care, theme, ask: asked ? words.ask : words.gone, yes: asked ? words.yes : '', no: words.no, method: asked?.method ?? '' });
  },
  async yes(this: PageInstance) {
    const { host, query } = this;
    if (!host || !query || this.begun) return;
    this.begun = true;
    await host.answer(query);
    this.answered = true;
    if (!this.left) leave();
  },
  no(this: PageInstance) {
    leave();
  },
  onUnload(this: PageInstance) {
    this.left = true;
    // Once it has begun nobody knows whether it was done.
    if (!this.answered && this.query) this.host?.refuse(this.query, this.begun ? 'timeout' : 'aborted');
  },
});
