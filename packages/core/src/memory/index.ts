export { manualClock, type ManualClock } from './clock.js';
export { LockBoard, MemoryLocks } from './locks.js';
export { memoryNotifier, type MemoryNotifier } from './notifier.js';
export { memoryKeks, memoryPlatform, type MemoryPlatform, type MemoryPlatformOptions } from './platform.js';
export { memoryKeyValue, type MemoryKeyValue } from './key-value.js';
export { memoryStorage, type MemoryFault, type MemoryStorage, type MemoryStorageCall } from './storage.js';
