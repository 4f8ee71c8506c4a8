import type { Client } from '@nelumbo/core';
import type { EncyclopediaApi } from '@nelumbo/core/encyclopedia';

/** The client with some methods of its encyclopedia replaced; `methods` may change while a test runs. */
export function withEncyclopedia(client: Client, methods: Partial<EncyclopediaApi>): Client {
  const overlay = <T extends object>(target: T, get: (key: string | symbol) => unknown): T =>
    new Proxy(target, {
      get(_, key) {
        const value = get(key) ?? Reflect.get(target, key);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
      set: (_, key, value) => Reflect.set(target, key, value), // private fields want the real object
    });
  const encyclopedia = overlay(client.encyclopedia, (key) => methods[key as keyof EncyclopediaApi]);
  return overlay(client, (key) => (key === 'encyclopedia' ? encyclopedia : undefined));
}
