import type { Client } from '@nelumbo/core';
import type { Host, Touch } from '../../components/define.js';
import { Widget } from '../../components/widget.js';
import type { Room } from '../../ports/room.js';
import { current } from '../../runtime/client.js';
import { roomTexts } from './texts.js';

/** What a page may give. `always`: shown also while there is room enough. */
export const roomProps = { always: false };
type RoomProps = typeof roomProps;

const AGES = [24, 12, 6, 3, 1]; // months
const MB = 1_000_000;

/** Readings from before the first day of a month. */
interface Choice {
  /** ms since 1970 UTC. */
  readonly at: number;
  readonly year: number;
  readonly month: number;
  readonly count: number;
}

type Step =
  | { readonly at: 'told' | 'looking' | 'removing' | 'back' }
  | { readonly at: 'choices'; readonly choices: readonly Choice[] }
  | { readonly at: 'ask'; readonly choice: Choice }
  | { readonly at: 'done'; readonly count: number };

/** Says that the phone fills up before a write fails, and offers to delete from it what the server has. */
export class StorageRoom extends Widget<RoomProps> {
  private room: Room | undefined;
  private synced = false;
  private released = false;
  private step: Step = { at: 'told' };

  constructor(host: Host<RoomProps>) {
    super(host);
  }

  protected override concerns(): boolean {
    return true;
  }

  protected override forget(): void {
    this.room = undefined;
    this.step = { at: 'told' };
    this.trouble = '';
  }

  protected override async load(client: Client): Promise<(() => void) | undefined> {
    const { platform } = current();
    if (!platform.canWrite) return undefined; // nothing is kept here
    const consents = await client.privacy.consents();
    const released = (await client.privacy.releasedBefore()) !== undefined;
    const room = await platform.room();
    return () => {
      this.synced = consents.some(({ purpose, given, otherServer }) => purpose === 'sync' && given && !otherServer);
      this.released = released;
      this.room = room;
    };
  }

  protected override view(): object {
    const { room, step, trouble, synced } = this;
    const shown = room && (this.host.props.always || room.level !== 'ok' || step.at !== 'told');
    if (!shown) return { room: null };
    const t = this.texts(roomTexts);
    const mb = (bytes: number) => (Math.round((bytes / MB) * 10) / 10).toString();
    const words = ({ year, month, count }: Choice, say: (before: string, n: number) => string) => say(t.before(year, month), count);
    return {
      room: {
        ...{
          title: t.title,
          trouble,
          used: t.used(mb(room.used), mb(room.quota)),
          level: room.level,
          percent: Math.min(100, Math.round((room.used / room.quota) * 100)),
        },
        warning: room.level === 'ok' ? '' : t[room.level],
        text: synced ? (step.at === 'told' || step.at === 'choices' ? t.text : '') : t.noSync,
        look: synced && step.at === 'told' ? t.look : '',
        busy: step.at === 'looking' ? t.looking : step.at === 'removing' ? t.removing : '',
        choices: step.at === 'choices' ? step.choices.map((one, i) => ({ i, text: words(one, t.choice) })) : [],
        none: step.at === 'choices' && !step.choices.length ? t.none : '',
        ask: step.at === 'ask' ? { text: words(step.choice, t.ask), yes: t.yes, no: t.no } : null,
        said: step.at === 'done' ? t.done(step.count) : step.at === 'back' ? t.comingBack : '',
        close: step.at === 'done' || step.at === 'back' ? t.close : '',
        back: synced && this.released && (step.at === 'told' || step.at === 'done') ? t.bringBack : '',
      },
    };
  }

  look(): void {
    void this.run({ at: 'looking' }, async ({ privacy }) => {
      const { clock } = current().platform;
      const here = new Date(clock.now() + clock.offset(clock.now()) * 60_000); // its UTC fields are the device's civil ones
      const cuts = AGES.map((age) => {
        const first = new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() - age, 1));
        const at = first.getTime() - clock.offset(first.getTime()) * 60_000;
        return { at, year: first.getUTCFullYear(), month: first.getUTCMonth() + 1 };
      });
      const counts = await privacy.removable(cuts.map(({ at }) => at));
      // Two that delete the same are one.
      const choices = cuts.map((cut, i) => ({ ...cut, count: counts[i]! })).filter(({ count }, i) => count > (i ? counts[i - 1]! : 0)); // one for each cut
      return { at: 'choices', choices };
    });
  }

  choose({ data }: Touch): void {
    const choice = this.step.at === 'choices' ? this.step.choices[Number(data['i'])] : undefined;
    if (choice) this.show({ at: 'ask', choice });
  }

  cancel(): void {
    this.show({ at: 'told' });
  }

  release(): void {
    const { step } = this;
    if (step.at !== 'ask') return;
    void this.run({ at: 'removing' }, async ({ privacy }) => {
      const count = await privacy.release(step.choice.at);
      this.host.emit('released', { count });
      this.released = true;
      this.room = await current().platform.room();
      return { at: 'done', count };
    });
  }

  bringBack(): void {
    void this.run({ at: 'looking' }, async ({ privacy }) => {
      await privacy.bringBack();
      this.released = false;
      return { at: 'back' };
    });
  }

  close(): void {
    this.show({ at: 'told' });
  }

  private show(step: Step): void {
    this.step = step;
    this.render();
  }

  /** One thing at a time; when it fails, it begins again, and says what is safe. */
  private async run(meanwhile: Step, task: (client: Client) => Promise<Step>): Promise<void> {
    if (this.step.at === 'looking' || this.step.at === 'removing') return;
    this.trouble = '';
    this.show(meanwhile);
    await this.act(async (client) => {
      try {
        this.step = await task(client);
      } catch (error) {
        this.step = { at: 'told' };
        throw error;
      }
    });
  }
}
