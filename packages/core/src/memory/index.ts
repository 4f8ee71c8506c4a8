export { manualClock, type ManualClock } from './clock.js';
export { LockBoard, MemoryLocks } from './locks.js';
export { memoryNotifier, type MemoryNotifier } from './notifier.js';
export { memoryKeks, memoryPlatform, type MemoryPlatform, type MemoryPlatformOptions } from './platform.js';
export { compareKeys, memoryStorage, type MemoryFault, type MemoryStorage, type MemoryStorageCall } from './storage.js';
