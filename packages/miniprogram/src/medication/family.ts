import { offer } from '../runtime/families.js';

offer('medication', () => import('@nelumbo/core/medication').then(({ createMedication }) => createMedication), {
  'medication/schedule': () => import('../../../content/src/medication/schedule.js'),
});
