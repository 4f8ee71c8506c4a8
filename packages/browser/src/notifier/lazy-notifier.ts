import type { Notifier } from '@nelumbo/core/platform';

/** The notifier, fetched on its first call: a page without reminders never needs it. */
export function lazyNotifier(): Notifier {
  let loading: Promise<Notifier> | undefined;
  const load = (): Promise<Notifier> => {
    loading ??= import('./notifier.js').then(({ browserNotifier }) => browserNotifier());
    loading.catch(() => (loading = undefined)); // no network just now: the next call tries again
    return loading;
  };
  return {
    capabilities: async () => (await load()).capabilities(),
    request: async (channel) => (await load()).request(channel),
    ring: async (reminder) => (await load()).ring(reminder),
  };
}
