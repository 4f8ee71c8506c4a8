const nelumbo = require('../../../nelumbo/runtime/index.js');

Page({
  // A component tells ids and kinds, never a value. Alipay hands over the detail itself.
  onTopic(event) {
    const id = (event.detail || event).id;
    nelumbo.current().platform.api.navigateTo({ url: `/encyclopedia/pages/topic/topic?entry=${encodeURIComponent(id)}` });
  },
});
