export { analytics, type AnalyticsEvent, type AnalyticsOptions } from './analytics.js';
