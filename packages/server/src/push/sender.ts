import { createHash } from 'node:crypto';
import { reminderTexts } from '@nelumbo/core/medication';
import { pickTexts } from '@nelumbo/core/i18n';
import webPush from 'web-push';
import type { VapidKeys } from './keys.js';
import { isPushService, type PushOptions } from './options.js';
import type { Planned, Subscription } from './store.js';

/** How a push service answered: it has it, the browser is gone for good, or try again. */
export type Outcome = 'sent' | 'gone' | 'later';

/** What a message says; the service worker shows it. */
export interface Message {
  readonly title: string;
  readonly text: string;
  /** The same as of the page's own notification: one replaces the other. */
  readonly tag: string;
  readonly at: number;
}

/** Ms that a push service gets to answer. */
const patience = 10_000;

/** Neutral words in the browser's language; the medicine's name only where the user agreed to it. */
export function messageOf({ key, at, text }: Planned, { locale, names }: Pick<Subscription, 'locale' | 'names'>): Message {
  const words = pickTexts(reminderTexts, locale);
  return { title: words.title, text: names && text ? text : words.text, tag: `nelumbo:${key}`, at };
}

/** Sends one message, encrypted for this browser alone (RFC 8291). Never throws: what fails is tried again later. */
export async function sendMessage(
  keys: VapidKeys,
  options: Required<PushOptions>,
  subscription: Subscription,
  message: Message,
  now: number,
): Promise<Outcome> {
  if (!isPushService(subscription.endpoint, options)) return 'gone';
  try {
    const topic = createHash('sha256').update(message.tag).digest('base64url').slice(0, 32);
    const { endpoint, p256dh, auth } = subscription;
    const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
      vapidDetails: { subject: options.subject, ...keys },
      TTL: Math.max(60, Math.round((message.at + options.lateMs - now) / 1000)),
      urgency: 'high',
      topic,
    });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    delete headers['Content-Length']; // fetch writes its own
    const response = await fetch(endpoint, {
      method: 'POST',
      headers,
      body: new Uint8Array(request.body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    if (response.ok) return 'sent';
    return [400, 401, 403, 404, 410, 413].includes(response.status) ? 'gone' : 'later';
  } catch {
    return 'later'; // no network, too slow, or a key of the wrong form: it is over when the reminder is too late
  }
}
