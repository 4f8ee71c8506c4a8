import type { Hotline } from '@nelumbo/core/encyclopedia';

/** Lines shown first when somebody writes of ending their life. Refused by the builder when checked more than 12 months ago. */
export default [
  {
    region: 'CN',
    number: '12356',
    name: { 'zh-CN': '全国统一心理援助热线', en: 'National mental health support line (China)' },
    // Notice of 25 December 2024: every city's line is open at least 18 hours a day.
    hours: { 'zh-CN': '每天不少于 18 小时，具体时段各地不同', en: 'At least 18 hours a day; hours differ by city' },
    source: { title: '国家卫生健康委员会', url: 'https://www.nhc.gov.cn/' },
    checkedOn: '2026-11-22',
  },
  {
    region: 'CN',
    number: '120',
    name: { 'zh-CN': '医疗急救', en: 'Medical emergency (China)' },
    hours: { 'zh-CN': '全天', en: 'Day and night' },
    source: { title: '国家卫生健康委员会', url: 'https://www.nhc.gov.cn/' },
    checkedOn: '2026-11-22',
  },
] satisfies readonly Hotline[];
