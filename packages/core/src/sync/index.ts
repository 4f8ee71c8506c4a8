export type { DeadLetter, SyncApi, SyncStatus } from './api.js';
export { openSync, type Sync, type SyncOptions } from './engine.js';
