export type { KeyValue } from './key-value.js';
export { keyValueStorage, type KeyValueStorageOptions } from './storage.js';
