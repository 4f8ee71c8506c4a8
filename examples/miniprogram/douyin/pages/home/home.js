const nelumbo = require('../../nelumbo/runtime/index.js');

Page({
  // A component tells ids and kinds, never a value. Alipay hands over the detail itself.
  onTopic(event) {
    const id = (event.detail || event).id;
    this.open(`/pages/topic/topic?entry=${encodeURIComponent(id)}`);
  },
  // The plan editor is no native component: the web page has it.
  onAdd() {
    this.open('/nelumbo/web-view/page/index');
  },
  onIntake() {
    this.open('/pages/intake/intake');
  },
  onCare() {
    nelumbo.setSettings({ care: !nelumbo.settings().care });
  },
  onLanguage() {
    nelumbo.setLocale(nelumbo.settings().locale === 'en' ? 'zh-CN' : 'en');
  },
  open(url) {
    nelumbo.current().platform.api.navigateTo({ url });
  },
});
