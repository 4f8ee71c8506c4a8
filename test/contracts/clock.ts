import type { Clock } from '@nelumbo/core/platform';
import { same, type Runner } from './runner.js';

/**
 * What every Clock must do.
 * @param make - a clock, and a way to let at least `ms` pass on it
 */
export function clockContract(name: string, make: () => { clock: Clock; pass(ms: number): Promise<void> }, { describe, it }: Runner): void {
  describe(`clock contract: ${name}`, () => {
    it('tells a plausible time, and monotonic time goes on with it', async () => {
      const { clock, pass } = make();
      const [wall, steady] = [clock.now(), clock.monotonic()];
      same(wall > Date.UTC(2020, 0), true);
      await pass(20);
      same(clock.now() >= wall + 15 && clock.monotonic() >= steady + 15, true);
    });
    it('runs timers once, in order of time, and not when they were cancelled', async () => {
      const { clock, pass } = make();
      const ran: string[] = [];
      clock.after(30, () => ran.push('second'));
      clock.after(5, () => ran.push('first'));
      const cancel = clock.after(10, () => ran.push('never'));
      cancel();
      cancel();
      same(ran, []);
      await pass(60);
      same(ran, ['first', 'second']);
    });
    it('knows the offset of any zone at any instant, summer time included', () => {
      const { clock } = make();
      same(clock.offset(Date.UTC(2026, 0, 1), 'Asia/Shanghai'), 480);
      same([clock.offset(Date.UTC(2026, 0, 1), 'Europe/Berlin'), clock.offset(Date.UTC(2026, 6, 1), 'Europe/Berlin')], [60, 120]);
      same(clock.offset(Date.UTC(2026, 0, 1), 'Asia/Kathmandu'), 345);
      same(clock.offset(Date.UTC(2026, 0, 1), 'America/St_Johns'), -210);
      same(clock.offset(Date.UTC(2026, 0, 1), 'UTC'), 0);
      // The last and the first minute around Berlin's change to summer time.
      same([clock.offset(Date.UTC(2026, 2, 29, 0, 59), 'Europe/Berlin'), clock.offset(Date.UTC(2026, 2, 29, 1), 'Europe/Berlin')], [60, 120]);
      same(Number.isInteger(clock.offset(clock.now())), true, 'own zone');
    });
  });
}
