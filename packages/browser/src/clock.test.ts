import { expect } from '@open-wc/testing';
import { browserClock } from './clock.js';

const clock = browserClock();
const at = (iso: string): number => Date.parse(iso);

/** Records what is asked of `setTimeout` and lets the test fire it. */
function withTimers(run: (fire: () => number) => void): void {
  const original = { setTimeout: window.setTimeout, now: performance.now };
  let time = 0;
  let next: { run: () => void; ms: number } | undefined;
  window.setTimeout = ((callback: () => void, ms: number) => {
    next = { run: callback, ms };
    return 1;
  }) as unknown as typeof window.setTimeout; // the test needs no handler strings
  performance.now = () => time;
  try {
    run(() => {
      const due = next;
      next = undefined;
      time += due?.ms ?? 0;
      due?.run();
      return due?.ms ?? -1;
    });
  } finally {
    window.setTimeout = original.setTimeout;
    performance.now = original.now;
  }
}

describe('clock of the browser', () => {
  it('waits longer than setTimeout can count', () => {
    withTimers((fire) => {
      let rung = 0;
      const days60 = 60 * 86_400_000;
      clock.after(days60, () => rung++);
      const waits: number[] = [];
      while (rung === 0) waits.push(fire());
      expect(waits.every((ms) => ms < 2 ** 31)).to.be.true;
      expect(waits.reduce((a, b) => a + b)).to.equal(days60);
    });
  });

  it('does not ring once cancelled', async () => {
    let rung = false;
    clock.after(0, () => (rung = true))();
    await new Promise<void>((resolve) => clock.after(5, resolve));
    expect(rung).to.be.false;
  });

  it('knows zones, summer time, half hours and zones west', () => {
    expect(clock.offset(at('2026-01-01T00:00:00Z'), 'Asia/Shanghai')).to.equal(480);
    expect(clock.offset(at('2026-07-01T00:00:00Z'), 'Europe/Berlin')).to.equal(120);
    expect(clock.offset(at('2026-01-01T00:00:00Z'), 'Europe/Berlin')).to.equal(60);
    expect(clock.offset(at('2026-01-01T00:00:00Z'), 'America/St_Johns')).to.equal(-210);
    expect(clock.offset(at('2026-01-01T00:00:00Z'), 'Asia/Kathmandu')).to.equal(345);
    expect(clock.offset(at('2026-01-01T00:00:00Z'), 'UTC')).to.equal(0);
  });

  it("follows the device's zone when none is named", () => {
    const t = at('2026-11-22T02:00:00Z');
    expect(clock.offset(t)).to.equal(clock.offset(t, Intl.DateTimeFormat().resolvedOptions().timeZone));
  });

  it('names an unknown zone as bad input', () => {
    expect(() => clock.offset(0, 'Mars/Olympus'))
      .to.throw()
      .with.property('code', 'bad-input');
  });
});
