import { expect } from '@open-wc/testing';
import type { Chime } from './chime.js';
import { lazyNotifier } from './lazy-notifier.js';
import { browserNotifier } from './notifier.js';

const reminder = { id: 'slot-1', at: 0, title: 'Nelumbo', text: 'It is time.' };

/** Stands for the audio device: headless browsers have none that could be heard. */
function fakeChime(allowed: boolean): Chime & { played: number } {
  let ready = false;
  const chime = {
    played: 0,
    get ready() {
      return ready;
    },
    unlock: () => Promise.resolve((ready = allowed)),
    play: () => {
      if (allowed) chime.played++;
      return Promise.resolve(allowed);
    },
  };
  return chime;
}

class FakeNotification {
  static permission: NotificationPermission = 'default';
  static answer: NotificationPermission = 'granted';
  static readonly shown: { title: string; tag: string | undefined; body: string | undefined }[] = [];
  static requestPermission(): Promise<NotificationPermission> {
    FakeNotification.permission = FakeNotification.answer;
    return Promise.resolve(FakeNotification.permission);
  }
  constructor(title: string, options: NotificationOptions) {
    FakeNotification.shown.push({ title, tag: options.tag, body: options.body });
  }
}

describe('notifier of the browser', () => {
  const original = window.Notification;
  beforeEach(() => {
    window.Notification = FakeNotification as unknown as typeof Notification; // what the notifier uses of it
    FakeNotification.permission = 'default';
    FakeNotification.answer = 'granted';
    FakeNotification.shown.length = 0;
  });
  afterEach(() => {
    window.Notification = original;
  });

  it('never claims to remind a closed page', async () => {
    const channels = await browserNotifier(fakeChime(true)).capabilities();
    expect(channels.map(({ id, closedPage }) => ({ id, closedPage }))).to.deep.equal([
      { id: 'in-page', closedPage: false },
      { id: 'notification', closedPage: false },
    ]);
  });

  it('asks for permission only on request, and then shows one notification an id', async () => {
    const notifier = browserNotifier(fakeChime(false));
    expect(await notifier.ring(reminder)).to.deep.equal([]);
    expect((await notifier.capabilities())[1]?.needs).to.deep.equal(['permission']);
    expect((await notifier.request('notification'))[1]?.needs).to.deep.equal([]);
    expect(await notifier.ring(reminder)).to.deep.equal(['notification']);
    expect(FakeNotification.shown).to.deep.equal([{ title: 'Nelumbo', tag: 'nelumbo:slot-1', body: 'It is time.' }]);
  });

  it('says denied when the user refused', async () => {
    FakeNotification.answer = 'denied';
    const notifier = browserNotifier(fakeChime(true));
    expect((await notifier.request('notification'))[1]?.needs).to.deep.equal(['denied']);
    expect(await notifier.ring(reminder)).to.deep.equal(['in-page']);
  });

  it('leaves the channel out where there are no notifications', async () => {
    window.Notification = undefined as unknown as typeof Notification; // as in a web-view
    const notifier = browserNotifier(fakeChime(true));
    expect((await notifier.capabilities()).map(({ id }) => id)).to.deep.equal(['in-page']);
    expect(await notifier.ring(reminder)).to.deep.equal(['in-page']);
  });

  it('still sounds when the system refuses to show', async () => {
    FakeNotification.permission = 'granted';
    window.Notification = class {
      static readonly permission = 'granted';
      constructor() {
        throw new TypeError('Illegal constructor.');
      }
    } as unknown as typeof Notification; // Chromium on Android
    expect(await browserNotifier(fakeChime(true)).ring(reminder)).to.deep.equal(['in-page']);
  });

  it('unlocks the sound at the first gesture where sound starts only inside one', async () => {
    const chime = fakeChime(true);
    Object.assign(window, { GestureEvent: class {} }); // as in WebKit
    try {
      await browserNotifier(chime).capabilities();
      expect(chime.ready).to.be.false;
      dispatchEvent(new Event('pointerup'));
      expect(chime.ready).to.be.true;
    } finally {
      delete (window as { GestureEvent?: unknown }).GestureEvent;
    }
  });

  it('leaves a gesture alone where the browser remembers it: the audio device opens with the first ring', async () => {
    const chime = fakeChime(true);
    const notifier = browserNotifier(chime);
    await notifier.capabilities();
    dispatchEvent(new Event('pointerup'));
    expect(chime.ready).to.be.false;
    expect(await notifier.ring(reminder)).to.deep.equal(['in-page']);
    expect(chime.played).to.equal(1);
  });
});

describe('notifier of the platform', () => {
  it('is fetched on its first call and then is the same', async () => {
    const notifier = lazyNotifier();
    const [channels, again] = [await notifier.capabilities(), await notifier.request('in-page')];
    expect(channels[0]?.id).to.equal('in-page');
    expect(again.map(({ id }) => id)).to.deep.equal(channels.map(({ id }) => id));
    expect(await notifier.ring(reminder)).to.be.an('array');
  });
});
