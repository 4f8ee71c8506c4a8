const nelumbo = require('./nelumbo/runtime/index.js');
const webView = require('./nelumbo/web-view/index.js');

App({
  onLaunch() {
    // On this phone only. With `api: { fhir, content, token }`, `user` and `patient`, and the user's consent, records sync with your server.
    // On Alipay and Baidu add `random: (bytes) => Promise<Uint8Array>`: without a secure source nothing is kept.
    nelumbo.start({ tenant: 'example', locale: 'zh-CN' });
    webView.offerWebView({
      url: 'https://health.example.com/nelumbo', // your page with the elements, on a registered domain
      on: (name) => console.log('the web page told:', name),
    });
  },
});
