import type { Notifier, NotifierChannel, Reminder } from '../platform.js';

/** Keeps what it was asked to ring. */
export interface MemoryNotifier extends Notifier {
  readonly rung: readonly Reminder[];
  /** What `capabilities` answers; a test sets it. */
  channels: readonly NotifierChannel[];
}

/** Rings in the page only, unless told otherwise. */
export function memoryNotifier(): MemoryNotifier {
  const rung: Reminder[] = [];
  const notifier: MemoryNotifier = {
    rung,
    channels: [{ id: 'in-page', closedPage: false, exact: true, repeat: false, cancel: true, needs: [] }],
    capabilities: () => Promise.resolve(notifier.channels),
    request: (id) => {
      notifier.channels = notifier.channels.map((channel) => (channel.id === id ? { ...channel, needs: [] } : channel));
      return Promise.resolve(notifier.channels);
    },
    ring: (reminder) => {
      rung.push(reminder);
      return Promise.resolve(notifier.channels.filter(({ needs }) => !needs.length).map(({ id }) => id));
    },
  };
  return notifier;
}
