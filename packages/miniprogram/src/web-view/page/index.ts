import { later } from '../../ports/globals.js';
import { differences, platformApi } from '../../runtime/this-platform.js';
import { closeWebView, openWebView, type WebViewHost } from '../host.js';

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
    // The platform delivers the last posts after this on some versions: the host takes them until the next page opens.
    const { host } = this;
    if (host) later(1000, () => closeWebView(host));
  },
  message(this: PageInstance, event: { detail?: { data?: unknown } }) {
    this.host?.message(event.detail?.data ?? event.detail);
  },
});
