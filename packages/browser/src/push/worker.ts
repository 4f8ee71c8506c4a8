// The service worker that shows what a push service brings. A host with a worker of its own imports this file into it.
// It stands alone: no import, no storage, no token; the server's message is all it knows.

interface PushMessage {
  readonly title: string;
  readonly text: string;
  readonly tag: string;
  readonly at: number;
}
/** What of a service worker's world is used; TypeScript's DOM library has no such globals. */
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push' | 'notificationclick', listener: (event: WorkerEvent) => void): void;
}
interface WindowClient {
  readonly visibilityState: string;
  focus(): Promise<unknown>;
}
interface WorkerEvent {
  readonly data?: { json(): unknown } | null;
  readonly notification?: Notification;
  waitUntil(work: Promise<unknown>): void;
}

const worker = globalThis as unknown as WorkerScope; // see the condition below
const windows = (): Promise<readonly WindowClient[]> => worker.clients.matchAll({ type: 'window', includeUncontrolled: true });

async function show(message: PushMessage): Promise<void> {
  // A page that is seen rings itself: the same reminder is not shown beside it. A test is always shown.
  const seen = (await windows()).some(({ visibilityState }) => visibilityState === 'visible');
  if (seen && message.tag !== 'nelumbo:test') return;
  // The page's own notification has the same tag: one replaces the other in silence.
  await worker.registration.showNotification(message.title, { body: message.text, tag: message.tag, requireInteraction: true });
}

async function open(): Promise<void> {
  const [page] = await windows();
  if (page) await page.focus();
  else await worker.clients.openWindow(worker.registration.scope);
}

// Elsewhere, as where a server that renders looks through the package, it does nothing.
if ('registration' in globalThis) {
  worker.addEventListener('push', (event) => {
    const message = event.data?.json() as PushMessage | undefined; // ours: it was encrypted for this browser
    if (message) event.waitUntil(show(message));
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification?.close();
    event.waitUntil(open());
  });
}

export {}; // a module, so that its names stay its own
