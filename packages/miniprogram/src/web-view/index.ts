/** The web-view page for everything that has no native component: `require('…/web-view/index.js').offerWebView({ url })` in `app.js`. */
export { offerWebView, WebViewHost, type WebViewOptions } from './host.js';
