import type { NotifierChannel, Reminder } from '@nelumbo/core/platform';

/** The service worker of the host, if it has one; ours there is none. */
async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  const container = (navigator as Partial<Navigator>).serviceWorker;
  return container?.getRegistration().catch(() => undefined);
}

/** Chromium on Android refuses `new Notification()`: there a service worker of the host has to show it. */
const needsWorker = (): boolean => /Android/.test(navigator.userAgent);

/** System notifications as a channel; `undefined` where this page can never show one. */
export async function notificationChannel(): Promise<NotifierChannel | undefined> {
  if (typeof Notification === 'undefined') return undefined;
  if (needsWorker() && !(await registration())) return undefined;
  const missing = { default: ['permission'], denied: ['denied'], granted: [] } as const;
  // The page's timer rings, so it must be open, and on the minute only while it is seen: background timers are throttled.
  const exact = document.visibilityState === 'visible';
  return { id: 'notification', closedPage: false, exact, repeat: false, cancel: true, needs: missing[Notification.permission] };
}

/** Asks the user; call it in a gesture. */
export async function askPermission(): Promise<void> {
  if (typeof Notification !== 'undefined' && Notification.permission === 'default') await Notification.requestPermission();
}

/** Shows the reminder; false when it could not. The same id replaces the earlier one. */
export async function showNotification({ id, title, text }: Reminder): Promise<boolean> {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return false;
  const options: NotificationOptions = { body: text, tag: `nelumbo:${id}` };
  try {
    if (needsWorker()) {
      const worker = await registration();
      await worker?.showNotification(title, options);
      return worker !== undefined;
    }
    const shown = new Notification(title, options);
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
    return true;
  } catch {
    return false; // the platform changed its mind; the other channels still ring
  }
}
