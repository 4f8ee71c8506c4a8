import type { Notifier } from '@nelumbo/core/platform';
import type { WebPushOptions } from '../push/link.js';

/**
 * The notifier, fetched on its first call: a page without reminders never needs it.
 * @param push - the host's push API; without it nothing rings in a closed page
 */
export function lazyNotifier(push?: WebPushOptions): Notifier {
  let loading: Promise<Notifier> | undefined;
  const load = (): Promise<Notifier> => {
    loading ??= Promise.all([import('./notifier.js'), push && import('../push/link.js')]).then(([{ browserNotifier }, link]) =>
      browserNotifier(undefined, push && link?.webPushLink(push)),
    );
    loading.catch(() => (loading = undefined)); // no network just now: the next call tries again
    return loading;
  };
  return {
    capabilities: async () => (await load()).capabilities(),
    request: async (channel) => (await load()).request(channel),
    ring: async (reminder) => (await load()).ring(reminder),
    test: async (channel, reminder) => (await (await load()).test?.(channel, reminder)) ?? false,
    ...(push
      ? {
          release: async (channel) => (await load()).release?.(channel) ?? [],
          plan: async (reminders, options) => (await load()).plan?.(reminders, options),
        }
      : {}),
  };
}
