import type { Notifier, NotifierChannel, Reminder } from '@nelumbo/core/platform';
import { createChime, type Chime } from './chime.js';
import type { PushLink } from '../push/link.js';
import { askPermission, notificationChannel, showNotification } from './notification.js';

/** Two short pulses, in ms: on, off, on. */
const pulses = [200, 120, 200];

/** A desktop answers `true` to `vibrate` and nothing moves, so only touch devices count. */
function vibrate(): boolean {
  const moves = typeof navigator.vibrate === 'function' && matchMedia('(pointer: coarse)').matches;
  return moves && navigator.vibrate(pulses);
}

function inPage(chime: Chime): NotifierChannel {
  const touched = (navigator as Partial<Navigator>).userActivation?.hasBeenActive ?? chime.ready;
  // Timers of a hidden page are throttled to a minute or stopped.
  const exact = document.visibilityState === 'visible';
  return { id: 'in-page', closedPage: false, exact, repeat: false, cancel: true, needs: touched || chime.ready ? [] : ['gesture'] };
}

/**
 * WebKit lets sound start only inside a gesture. Others remember that there was one, and there the sound is made with the first ring:
 * opening the audio device holds the page for 60 ms and more, which nobody should feel in a tap on something else.
 */
const wantsGesture = (): boolean => 'GestureEvent' in globalThis || !(navigator as Partial<Navigator>).userActivation;

/** The first touch or key unlocks the sound for later, where it could not start by itself. */
function unlockOnGesture(chime: Chime): void {
  if (!wantsGesture()) return;
  const events = ['pointerup', 'keydown'] as const;
  const unlock = (): void => {
    for (const type of events) removeEventListener(type, unlock, true);
    void chime.unlock();
  };
  for (const type of events) addEventListener(type, unlock, true);
}

/**
 * The Notifier port: a chime and vibration while the page is open, and a system notification when the user allowed it.
 * Once the page is closed only Web Push rings, where the host has it; `capabilities` says so.
 */
export function browserNotifier(chime: Chime = createChime(), push?: PushLink): Notifier {
  let listening = false;
  async function capabilities(): Promise<readonly NotifierChannel[]> {
    if (!listening) unlockOnGesture(chime);
    listening = true;
    const [system, woken] = await Promise.all([notificationChannel(), push?.channel()]);
    return [inPage(chime), ...(system ? [system] : []), ...(woken ? [woken] : [])];
  }
  const withPush: Partial<Notifier> = push
    ? {
        plan: (reminders, options) => push.plan(reminders, options),
        async release(channel) {
          if (channel === 'web-push') await push.release();
          return capabilities();
        },
      }
    : {};
  return {
    capabilities,
    async request(channel) {
      if (channel === 'in-page') await chime.unlock();
      if (channel === 'notification') await askPermission();
      if (channel === 'web-push') await push?.request();
      return capabilities();
    },
    async ring(reminder: Reminder) {
      const [sounded, shown] = await Promise.all([chime.play(), showNotification(reminder)]);
      const moved = vibrate();
      return [...(sounded || moved ? (['in-page'] as const) : []), ...(shown ? (['notification'] as const) : [])];
    },
    async test(channel, reminder) {
      if (channel === 'web-push') return (await push?.test()) ?? false;
      if (channel === 'notification') return showNotification(reminder);
      return channel === 'in-page' && ((await chime.play()) || vibrate());
    },
    ...withPush,
  };
}
