import { differences, platformApi } from '../../runtime/this-platform.js';
import { leaveWebView, openWebView, type WebViewHost } from '../host.js';

interface Alipay {
  createWebViewContext(id: string): { postMessage(message: object): void };
}

interface PageInstance {
  host?: WebViewHost;
  setData(data: object): void;
}

declare const Page: (definition: object) => void;

Page({
  data: { src: '' },
  onLoad(this: PageInstance) {
    const alipay = platformApi() as Alipay; // asked only there
    const host = openWebView(differences.dialect === 'my' ? (message) => alipay.createWebViewContext('nelumbo').postMessage(message) : undefined);
    this.host = host;
    host.onSrc = (src) => this.setData({ src });
    this.setData({ src: host.src });
  },
  onUnload(this: PageInstance) {
    if (this.host) leaveWebView(this.host);
  },
  message(this: PageInstance, event: { detail?: { data?: unknown } }) {
    this.host?.message(event.detail?.data ?? event.detail);
  },
});
