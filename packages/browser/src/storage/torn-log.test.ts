import { expect } from '@open-wc/testing';
import { openDB } from 'idb';
import { guardLog } from './torn-log.js';

// What it is for is tested where a browser can be killed: `npm run test:kill`.
describe('the guard of the log', () => {
  it('clears the marks of pages that are gone, keeps those of open ones, and leaves nothing behind', async () => {
    if (!('userAgentData' in navigator)) return; // LevelDB is Chromium's alone
    const db = await openDB('nelumbo/log', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('open');
        fresh.createObjectStore('fill');
      },
    });
    await db.put('open', 1, 'killed');
    await db.put('open', 1, 'other-tab');
    let close = (): void => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    const held = new Promise<void>((resolve) => {
      void navigator.locks.request('nelumbo/log/other-tab', () => {
        resolve();
        return closed;
      });
    });
    await held;
    await guardLog();
    const marks = await db.getAllKeys('open');
    expect(marks).to.include('other-tab').and.not.to.include('killed');
    expect(marks.length, 'and its own').to.equal(2);
    expect(await db.count('fill')).to.equal(0);
    const [own] = marks.filter((mark) => mark !== 'other-tab');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(await db.getAllKeys('open'), 'the page is left').to.deep.equal(['other-tab']);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    const isBack = async () => (await db.getAllKeys('open')).includes(own!);
    while (!(await isBack())) await new Promise((resolve) => requestAnimationFrame(resolve)); // the lock comes first; the runner's time limit ends a wait for ever
    expect((await navigator.locks.query()).held?.map(({ name }) => name)).to.include(`nelumbo/log/${own as string}`);
    close();
    db.close();
  });
});
