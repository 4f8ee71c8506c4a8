const nelumbo = require('../../../nelumbo/runtime/index.js');

Page({
  onCompleted() {
    console.log('an intake was saved');
  },
  // A question that no native control can ask (a file, a body map).
  onWeb() {
    nelumbo.current().platform.api.navigateTo({ url: '/nelumbo/web-view/page/index' });
  },
});
