import { define, type Host } from '../../components/define.js';
import '../family.js';
import { entryProps, VitalsEntry } from './entry.js';

define(entryProps, (host: Host<typeof entryProps>) => new VitalsEntry(host), [
  ...(['retry', 'type', 'pick', 'swap', 'useUnit', 'next', 'back', 'save', 'again', 'call', 'earlierDay', 'earlierTime', 'now', 'earlier'] as const),
]);
