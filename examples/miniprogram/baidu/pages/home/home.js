const nelumbo = require('../../nelumbo/runtime/index.js');

// The start page: medication stands in the main package, the other families in subpackages, which are fetched while this page is read.
Page({
  // The plan editor is no native component: the web page has it.
  onAdd() {
    this.open('/nelumbo/web-view/page/index');
  },
  onReadings() {
    this.open('/vitals/pages/readings/readings');
  },
  onSearch() {
    this.open('/encyclopedia/pages/search/search');
  },
  onIntake() {
    this.open('/intake/pages/intake/intake');
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
