import type { KeyValue } from '@nelumbo/core/platform/key-value';

/** Nothing is read or written before `allow` has resolved; its rejection is the answer to every call until it is asked again. */
export const guarded = (keyValue: KeyValue, allow: () => Promise<void>): KeyValue => ({
  get: (name) => allow().then(() => keyValue.get(name)),
  set: (name, text) => allow().then(() => keyValue.set(name, text)),
  remove: (name) => allow().then(() => keyValue.remove(name)),
  names: () => allow().then(() => keyValue.names()),
});
