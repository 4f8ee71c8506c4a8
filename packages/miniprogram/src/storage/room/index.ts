import { define, type Host } from '../../components/define.js';
import { roomProps, StorageRoom } from './room.js';

define(roomProps, (host: Host<typeof roomProps>) => new StorageRoom(host), ['retry', 'look', 'choose', 'cancel', 'release', 'bringBack', 'close']);
