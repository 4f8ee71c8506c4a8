export { createClient } from './client.js';
export type { Client, ClientApiOptions, ClientEvents, ClientOptions } from './client-api.js';
export type { DeadLetter, DeadLetterAction, SyncApi, SyncStatus } from './sync/api.js';
export type * from './privacy/api.js';
export type { KeyRing, Secret, StorageStatus, Wrapping } from './records/index.js';
export * from './i18n/index.js';
export type * from './fhir/index.js';
