import { define, type Host } from '../../components/define.js';
import '../family.js';
import { MedicationToday, todayProps } from './today.js';

define(todayProps, (host: Host<typeof todayProps>) => new MedicationToday(host), [
  ...(['retry', 'take', 'more', 'snooze', 'skip', 'undo', 'undoLast', 'typeAmount', 'record', 'confirm', 'once', 'onceAnyway', 'notNow', 'add'] as const),
  ...(['calendar', 'subscribe', 'typeAt', 'leaf'] as const),
]);
