import { Refusal } from '../fhir/refusal.js';
import { parseJson, readBody } from '../http/body.js';
import type { Exchange, Reply } from '../http/exchange.js';
import { countAddress, countUser, guarded, type Enter, type Gate } from '../http/gate.js';
import type { Mounted } from '../http/listener.js';
import { problem } from '../http/problem.js';
import { isPushService } from './options.js';
import type { Push } from './push.js';
import { messageOf, sendMessage } from './sender.js';
import type { Owner, Planned } from './store.js';

type Json = Readonly<Record<string, unknown>>;

const bodyBytes = 300_000;
/** Reminders at most, and how far ahead: a device plans anew long before. */
const mostPlanned = 2000;
const aheadMs = 62 * 86_400_000;
const base64url = /^[A-Za-z0-9_-]{16,200}$/;

const refuse = (status: number, text: string): Refusal => new Refusal(status, status === 403 ? 'forbidden' : 'invalid', text);

async function bodyOf({ request }: Exchange): Promise<Json> {
  const body = parseJson(await readBody(request, bodyBytes));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuse(400, 'The body is no JSON object.');
  return body as Json; // checked above
}

/** A browser's subscription as `PushSubscription.toJSON` writes it, with the user's yes. */
function subscriptionOf(push: Push, body: Json): Parameters<Push['store']['subscribe']>[1] {
  const { subscription, locale, names, consent } = body;
  if (consent !== true) throw refuse(403, 'The user has not agreed: send consent true once they have.');
  const { endpoint, keys } = (subscription ?? {}) as Json;
  const { p256dh, auth } = (keys ?? {}) as Json;
  if (typeof endpoint !== 'string' || endpoint.length > 1000 || !isPushService(endpoint, push.options))
    throw refuse(422, 'The endpoint is none of a known push service.');
  if (typeof p256dh !== 'string' || typeof auth !== 'string' || !base64url.test(p256dh) || !base64url.test(auth))
    throw refuse(422, 'The keys of the subscription are missing.');
  return { endpoint, p256dh, auth, locale: typeof locale === 'string' ? locale.slice(0, 35) : 'zh-CN', names: names === true, created: Date.now() };
}

/** The reminders to come. Words with names are taken only where a browser of the user's agreed to them. */
function plannedOf(push: Push, owner: Owner, { doses }: Json): Planned[] {
  if (!Array.isArray(doses) || doses.length > mostPlanned) throw refuse(422, `Send doses, a list of at most ${mostPlanned}.`);
  const named = push.store.subscriptions(owner).some((s) => s.names);
  const now = Date.now();
  return doses.map((one: unknown) => {
    const { key, at, text } = (one ?? {}) as Json;
    if (typeof key !== 'string' || !/^[\w.:-]{8,64}$/.test(key))
      throw refuse(422, 'The key of a dose is 8 to 64 letters, digits and hyphens, and says nothing.');
    if (typeof at !== 'number' || !Number.isInteger(at) || at < now - push.options.lateMs || at > now + aheadMs)
      throw refuse(422, 'The hour of a dose is in ms, now to 62 days ahead.');
    if (text !== undefined && (typeof text !== 'string' || text.length > 300)) throw refuse(422, 'The words of a dose are at most 300 characters.');
    if (text !== undefined && !named) throw refuse(403, 'The user has not agreed to names in messages: leave the words out.');
    return { key, at, text };
  });
}

async function answer(push: Push, gate: Gate, exchange: Exchange, rest: string, enter: Enter): Promise<Reply> {
  const route = `${exchange.request.method} ${rest}`;
  if (route === 'GET v1/key') {
    countAddress(gate, exchange);
    return { status: 200, body: { publicKey: push.keys.publicKey } };
  }
  const { caller } = await enter();
  countUser(gate, caller, 1);
  if (caller.self === undefined) throw refuse(403, 'Reminders need a token of the one patient whom they remind.');
  const owner: Owner = { tenant: caller.tenant, patient: caller.self };
  const { store } = push;
  const state = (): Reply => {
    const browsers = store.subscriptions(owner).map(({ id, names, created }) => ({ id, names, created: new Date(created).toISOString() }));
    const { count, until } = store.coming(owner);
    return { status: 200, body: { subscriptions: browsers, planned: count, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) } };
  };
  switch (route) {
    case 'GET v1/subscriptions':
      return state();
    case 'POST v1/subscriptions':
      return { status: 201, body: { id: store.subscribe(owner, subscriptionOf(push, await bodyOf(exchange))) } };
    case 'PUT v1/schedule': {
      const body = await bodyOf(exchange);
      if (!store.subscriptions(owner).length) throw refuse(403, 'No browser of the user has agreed to be reminded.');
      store.plan(owner, plannedOf(push, owner, body));
      push.job.arm();
      return state();
    }
    case 'POST v1/test':
      return { status: 200, body: { sent: await sendTest(push, owner) } };
    case 'POST v1/withdraw': {
      const { id } = await bodyOf(exchange);
      if (typeof id === 'string') store.unsubscribe(owner, id);
      else store.forget(owner);
      return state();
    }
    default:
      throw new Refusal(404, 'not-found', 'There is nothing here.');
  }
}

/** Sends a message to every browser of the user; gives how many push services took it. */
async function sendTest(push: Push, owner: Owner): Promise<number> {
  const now = Date.now();
  const sent = push.store.subscriptions(owner).map(async (subscription) => {
    const outcome = await sendMessage(
      push.keys,
      push.options,
      subscription,
      messageOf({ key: 'test', at: now, text: undefined }, { ...subscription, names: false }),
      now,
    );
    if (outcome === 'gone') push.store.unsubscribe(owner, subscription.id);
    return outcome;
  });
  return (await Promise.all(sent)).filter((outcome) => outcome === 'sent').length;
}

/** Reminders by Web Push, below `/push`. The server learns when to wake whom and, unless the user agreed, nothing else. */
export function pushRoutes(push: Push, gate: Gate): Mounted {
  return async (exchange, rest) => {
    exchange.pattern = `${exchange.request.method} /push`;
    return guarded(gate, exchange, (enter) => answer(push, gate, exchange, rest, enter), problem);
  };
}
