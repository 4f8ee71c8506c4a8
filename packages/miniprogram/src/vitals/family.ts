import { offer } from '../runtime/families.js';

offer('vitals', () => import('@nelumbo/core/vitals/family').then(({ createVitals }) => createVitals), {
  'vitals/alerts': () => import('../../../content/src/vitals/alerts.js'),
  'vitals/guidelines': () => import('../../../content/src/vitals/guidelines.js'),
  'vitals/measures': () => import('../../../content/src/vitals/measures.js'),
  'vitals/time-in-range': () => import('../../../content/src/vitals/time-in-range.js'),
});
