import { offer } from '../runtime/families.js';
import { intakeDocuments } from '../../../content/src/intake/index.js';

offer('intake', () => import('@nelumbo/core/intake').then(({ createIntake }) => createIntake), intakeDocuments);
