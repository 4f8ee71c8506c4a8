import type { Locks, Note, Signal } from '@nelumbo/core/platform';
import { same, type Runner } from './runner.js';

/**
 * What every Locks must do.
 * @param make - two tabs of one origin; both are closed at the end of each test
 * @param settle - waits until notes between tabs have arrived
 */
export function locksContract(name: string, make: () => [Locks, Locks], settle: () => Promise<void>, { describe, it }: Runner): void {
  let count = 0;
  const test = (title: string, body: (a: Locks, b: Locks, lock: string) => Promise<void>) =>
    it(title, async () => {
      const [a, b] = make();
      try {
        await body(a, b, `contract/${name}/${++count}`);
      } finally {
        a.close();
        b.close();
      }
    });
  const door = () => {
    let open = () => {};
    const closed = new Promise<void>((resolve) => (open = resolve));
    return { closed, open: () => open() };
  };

  describe(`locks contract: ${name}`, () => {
    test('gives the task’s result or error', async (a, _b, lock) => {
      same(await a.run(lock, {}, () => Promise.resolve(7)), 7);
      same(await a.run(lock, {}, () => Promise.reject(new Error('x'))).catch((error: Error) => error.message), 'x');
      same(await a.run(lock, {}, () => Promise.resolve('free again')), 'free again');
    });
    test('lets one in at a time, in the order they came', async (a, b, lock) => {
      const seen: string[] = [];
      const inside = door();
      const first = a.run(lock, {}, async () => {
        await inside.closed;
        seen.push('a');
      });
      const second = b.run(lock, {}, () => Promise.resolve(void seen.push('b')));
      const third = a.run(lock, {}, () => Promise.resolve(void seen.push('c')));
      await settle();
      same(seen, []);
      inside.open();
      await Promise.all([first, second, third]);
      same(seen, ['a', 'b', 'c']);
    });
    test('with ifFree runs only when nobody holds it', async (a, b, lock) => {
      const inside = door();
      const entered = door();
      const held = a.run(lock, {}, () => (entered.open(), inside.closed));
      await entered.closed;
      same(await b.run(lock, { ifFree: true }, () => Promise.resolve('ran')), undefined);
      same(await b.run(`${lock}/other`, { ifFree: true }, () => Promise.resolve('ran')), 'ran');
      inside.open();
      await held;
      same(await b.run(lock, { ifFree: true }, () => Promise.resolve('ran')), 'ran');
    });
    test('stealing tells the one who held it', async (a, b, lock) => {
      let signal: Signal | undefined;
      const entered = door();
      const told = door();
      void a
        .run(lock, {}, (lost) => {
          signal = lost;
          lost.addEventListener('abort', () => told.open());
          entered.open();
          return told.closed;
        })
        .catch(() => undefined);
      await entered.closed;
      same(signal?.aborted, false);
      same(await b.run(lock, { steal: true }, () => Promise.resolve('stolen')), 'stolen');
      await told.closed;
      same(signal?.aborted, true);
    });
    test('notes reach the other tabs, never the own one, until the listener is taken back', async (a, b, channel) => {
      const heard: [string, Note][] = [];
      a.hear(channel, (note) => heard.push(['a', note]));
      const off = b.hear(channel, (note) => heard.push(['b', note]));
      b.hear(`${channel}/other`, (note) => heard.push(['other', note]));
      a.tell(channel, { topic: 'change', tokens: ['t'] });
      await settle();
      same(heard, [['b', { topic: 'change', tokens: ['t'] }]]);
      off();
      off();
      a.tell(channel, { topic: 'change' });
      await settle();
      same(heard.length, 1);
    });
    test('closing tells the tasks inside, and lets the next tab in', async (a, b, lock) => {
      const entered = door();
      const told = door();
      void a
        .run(lock, {}, (lost) => {
          lost.addEventListener('abort', () => told.open());
          entered.open();
          return told.closed;
        })
        .catch(() => undefined);
      await entered.closed;
      const next = b.run(lock, {}, () => Promise.resolve('in'));
      a.close();
      same(await next, 'in');
    });
  });
}
