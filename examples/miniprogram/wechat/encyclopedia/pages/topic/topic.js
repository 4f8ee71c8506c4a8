const nelumbo = require('../../../nelumbo/runtime/index.js');

Page({
  data: { entry: '' },
  onLoad(query) {
    this.setData({ entry: decodeURIComponent(query.entry || '') });
  },
  onShareAppMessage() {
    // The address names the entry and nothing else.
    return nelumbo.shareEntry({ id: this.data.entry, title: '健康百科' }, '/encyclopedia/pages/topic/topic');
  },
});
