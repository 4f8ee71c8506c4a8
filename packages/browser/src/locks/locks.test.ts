import { expect } from '@open-wc/testing';
import type { Locks, Note, Signal } from '@nelumbo/core/platform';
import { inPageLocks } from './in-page-locks.js';
import { browserLocks } from './locks.js';

/** A promise that the test settles. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

const heldUntil = (lost: Signal): Promise<void> => new Promise((resolve) => lost.addEventListener('abort', resolve));

const inPage = inPageLocks();
const sources: Record<string, () => Locks> = { 'Web Locks': () => browserLocks(), 'the in-page queue': () => browserLocks(inPage) };

for (const [source, make] of Object.entries(sources)) {
  describe(`locks on ${source}`, () => {
    let one: Locks;
    let two: Locks;
    let name = '';
    beforeEach(() => {
      one = make();
      two = make();
      name = crypto.randomUUID();
    });
    afterEach(() => {
      one.close();
      two.close();
    });

    it('runs tasks of one name one after another', async () => {
      const log: string[] = [];
      const task = (who: string) => async () => {
        log.push(`${who} in`);
        await new Promise((resolve) => setTimeout(resolve));
        log.push(`${who} out`);
      };
      await Promise.all([one.run(name, {}, task('a')), two.run(name, {}, task('b')), one.run(name, {}, task('c'))]);
      expect(log).to.deep.equal(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    });

    it('gives back what the task gave, and its error', async () => {
      expect(await one.run(name, {}, () => Promise.resolve(7))).to.equal(7);
      const failed = await one.run(name, {}, () => Promise.reject(new Error('no'))).catch((error: Error) => error.message);
      expect(failed).to.equal('no');
      expect(await two.run(name, { ifFree: true }, () => Promise.resolve('free'))).to.equal('free');
    });

    it('does not run with ifFree while another holds the name', async () => {
      const end = deferred();
      const begun = deferred();
      const holding = one.run(name, {}, () => {
        begun.resolve();
        return end.promise;
      });
      await begun.promise;
      expect(await two.run(name, { ifFree: true }, () => Promise.resolve('ran'))).to.be.undefined;
      end.resolve();
      await holding;
      expect(await two.run(name, { ifFree: true }, () => Promise.resolve('ran'))).to.equal('ran');
    });

    it('tells the holder that its lock was stolen', async () => {
      const begun = deferred();
      const robbed = one.run(name, {}, async (lost) => {
        begun.resolve();
        await heldUntil(lost);
        return 'noticed';
      });
      await begun.promise;
      expect(await two.run(name, { steal: true }, () => Promise.resolve('mine'))).to.equal('mine');
      expect(await robbed).to.equal('noticed');
    });

    it('gives its locks up when it is closed, and when the page goes away', async () => {
      for (const leave of [() => one.close(), () => dispatchEvent(new Event('pagehide'))]) {
        one = make();
        const begun = deferred();
        const ended = one.run(name, {}, async (lost) => {
          begun.resolve();
          await heldUntil(lost);
        });
        await begun.promise;
        leave();
        await ended;
        expect(await two.run(name, {}, () => Promise.resolve('next'))).to.equal('next');
      }
    });
  });
}

describe('locks that the browser refuses', () => {
  it('give way to those of the page, and what runs inside keeps its own failures', async () => {
    const original = navigator.locks.request.bind(navigator.locks);
    let asked = 0;
    const refuse = () => {
      asked++;
      return Promise.reject(new DOMException('The request was denied.', 'SecurityError'));
    };
    Object.defineProperty(navigator.locks, 'request', { configurable: true, value: refuse });
    try {
      const locks = browserLocks();
      const name = crypto.randomUUID();
      expect(await locks.run(name, {}, () => Promise.resolve(1))).to.equal(1);
      const [first, second] = await Promise.all([
        locks.run(name, { ifFree: true }, () => Promise.resolve(2)),
        locks.run(name, { ifFree: true }, () => Promise.resolve(3)),
      ]);
      expect([first, second]).to.deep.equal([2, undefined]);
      expect(asked).to.equal(1);
      locks.close();
    } finally {
      Object.defineProperty(navigator.locks, 'request', { configurable: true, value: original });
    }
  });
});

describe('notes between tabs', () => {
  it('reach the others, never the teller, and only if they are notes', async () => {
    const [one, two] = [browserLocks(), browserLocks()];
    const channel = crypto.randomUUID();
    const own: Note[] = [];
    one.hear(channel, (note) => own.push(note));
    const heard: Note[] = [];
    const last = new Promise<void>((resolve) =>
      two.hear(channel, (note) => {
        heard.push(note);
        if (note.topic === 'last') resolve();
      }),
    );
    const stranger = new BroadcastChannel(`nelumbo:${channel}`);
    for (const junk of [null, 'x', { topic: 1 }, { topic: 'x', tokens: [1] }]) stranger.postMessage(junk);
    stranger.close();
    one.tell(channel, { topic: 'change', tokens: ['t1'] });
    one.tell(channel, { topic: 'last' });
    await last;
    expect(heard).to.deep.equal([{ topic: 'change', tokens: ['t1'] }, { topic: 'last' }]);
    expect(own).to.deep.equal([]);
    one.close();
    two.close();
  });
});
