import type { Notifier, NotifierChannel } from '@nelumbo/core/platform';
import { call, has, member, type MiniApi } from './call.js';

/** What a platform and its host can do to remind. */
export interface NotifierOptions {
  /** Templates of subscribe messages, from the platform's console; a server of the host sends them. */
  readonly templates?: readonly string[];
  /** Most templates that one request may name: 5 on WeChat, 3 on Douyin and Alipay. */
  readonly mostTemplates: number;
  /** Request option that holds them: `tmplIds`, or `entityIds` on Alipay. */
  readonly templateField: 'tmplIds' | 'entityIds';
  /** The user's phone calendar can be written to, with repeating events. */
  readonly calendar: boolean;
  /** Told which templates the user accepted; the host's server may send each of them once. */
  readonly onSubscribed?: (templates: readonly string[]) => void;
}

const inPage: NotifierChannel = { id: 'in-page', closedPage: false, exact: true, repeat: false, cancel: true, needs: [] };
const repeatCalendar: NotifierChannel = { id: 'calendar-repeat', closedPage: true, exact: true, repeat: true, cancel: false, needs: ['gesture'] };

/** Templates that an answer says yes to: `{ [id]: 'accept' }` on WeChat and Douyin, a list on Alipay. */
function accepted(answer: unknown, templates: readonly string[]): readonly string[] {
  const given = (answer ?? {}) as Readonly<Record<string, unknown>>; // read warily
  const listed = given['subscribeEntityIds'] ?? given['subscribedEntityIds'];
  if (Array.isArray(listed)) return templates.filter((id) => listed.includes(id));
  if (given['behavior'] !== undefined) return given['behavior'] === 'subscribe' ? templates : [];
  return templates.filter((id) => given[id] === 'accept' || given[id] === 'acceptWithAudio');
}

/**
 * The Notifier port. Honest about what a mini-program cannot do: it never wakes by itself. What reminds while it is closed is the
 * phone's own calendar (WeChat; an event cannot be taken back by us), or one message for each accepted subscription, which the
 * host's server sends.
 */
export function miniNotifier(api: MiniApi, options: NotifierOptions): Notifier {
  const templates = (options.templates ?? []).slice(0, options.mostTemplates);
  let left = 0; // messages that were agreed to since the start
  const subscribe = (): NotifierChannel => ({
    ...{ id: 'subscribe', closedPage: true, exact: false, repeat: false, cancel: false },
    needs: left > 0 ? ['host'] : ['gesture', 'host'],
  });
  const capabilities = (): Promise<readonly NotifierChannel[]> =>
    Promise.resolve([
      inPage,
      ...(options.calendar && has(api, 'addPhoneRepeatCalendar') ? [repeatCalendar] : []),
      ...(templates.length && has(api, 'requestSubscribeMessage') ? [subscribe()] : []),
    ]);
  return {
    capabilities,
    async request(channel) {
      if (channel === 'subscribe' && templates.length && has(api, 'requestSubscribeMessage')) {
        // A refusal is an answer, not a failure.
        const answer = await call(api, 'requestSubscribeMessage', { [options.templateField]: templates }).catch(() => undefined);
        const yes = accepted(answer, templates);
        left += yes.length;
        if (yes.length) options.onSubscribed?.(yes);
      }
      return capabilities();
    },
    async ring({ title, text }) {
      member(api, 'vibrateLong')?.({ success: () => undefined, fail: () => undefined });
      if (!has(api, 'showToast')) return [];
      // `title` elsewhere, `content` on Alipay.
      const shown = { title: `${title} ${text}`.trim(), content: `${title} ${text}`.trim(), icon: 'none', type: 'none', duration: 3000 };
      return call(api, 'showToast', shown).then(
        () => ['in-page' as const],
        () => [],
      );
    },
  };
}
