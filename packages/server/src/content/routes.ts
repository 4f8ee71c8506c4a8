import { NelumboError } from '@nelumbo/core/i18n';
import { Buckets } from '../http/buckets.js';
import type { Exchange, Reply } from '../http/exchange.js';
import { contentCors } from '../http/headers.js';
import type { Mounted } from '../http/listener.js';
import { problem } from '../http/problem.js';
import { Refusal } from '../fhir/refusal.js';
import { replyOf } from './answers.js';
import { FeedbackStore } from './feedback-store.js';
import { givenOf } from './given.js';
import { openLibrary } from './library.js';
import { bad, missing, Withdrawn } from './refusals.js';
import type { Route } from './route.js';
import { starterContent } from './store.js';
import type { ContentStore } from './store.js';
import { matches, routeTable } from './table.js';

/** What the content API is made of. */
export interface ContentOptions {
  /** Requests by address. */
  readonly addresses: Buckets;
  /** The data folder; feedback is kept in `content/feedback.db` in it. */
  readonly data: string;
  /** What is served; the starter content without it. */
  readonly content?: ContentStore;
  /** Feedback by address; 12 a minute, 6 at once. */
  readonly feedbackRate?: Buckets;
}

/** The content API, and how to end it. */
export interface ContentApi {
  readonly mounted: Mounted;
  readonly routes: readonly Route[];
  close(): Promise<void>;
}

const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

/** Which of the routes takes this method. @throws Refusal 404, 405 */
function routeOf(routes: readonly Route[], exchange: Exchange, path: string): ReturnType<typeof matches>[number] {
  const found = matches(routes, path);
  if (found.length === 0) throw missing();
  const { method } = exchange.request;
  const fitting = found.find(({ route }) => (isRead(method) ? 'GET' : method) === route.method);
  exchange.pattern = `${method} /content/v1/${(fitting ?? found[0]!).route.path}`;
  if (fitting) return fitting;
  const allowed = found.map(({ route }) => (route.method === 'GET' ? 'GET, HEAD' : route.method)).join(', ');
  throw new Refusal(405, 'not-supported', `This address takes ${allowed}.`, { headers: { Allow: allowed } });
}

/** A failure as a refusal; failures of ours go on, to be logged and answered with 500. */
function refusalOf(error: unknown): Reply {
  if (error instanceof URIError) return problem(bad('The address cannot be read.'));
  if (error instanceof NelumboError && error.code === 'not-found') return problem(missing());
  if (error instanceof Refusal) return problem(error, error instanceof Withdrawn ? error.extra : {});
  throw error;
}

const open = { 'Cross-Origin-Resource-Policy': 'cross-origin', ...contentCors };
const preflight: Reply = {
  status: 204,
  headers: {
    ...open,
    'Access-Control-Allow-Methods': 'GET, HEAD, POST',
    'Access-Control-Allow-Headers': 'Content-Type, If-None-Match, Accept',
    'Access-Control-Max-Age': '86400',
  },
};

/**
 * The public content API: questionnaires, guidelines and the encyclopedia. No token, no cookie, readable from every page; what people
 * search for is not logged. Everything about a route stands in the table (`table.ts`), which also makes `openapi.json`.
 */
export function contentApi({ addresses, data, content = starterContent(), feedbackRate }: ContentOptions): ContentApi {
  const library = openLibrary(content);
  const feedback = new FeedbackStore(data);
  const routes = routeTable(content, library, feedback);
  const rate = feedbackRate ?? new Buckets({ perSecond: 0.2, burst: 6 });
  const answer = async (exchange: Exchange, rest: string): Promise<Reply> => {
    const address = exchange.request.socket.remoteAddress ?? '';
    addresses.take(address, 1);
    const [version, ...below] = rest.split('/');
    if (version !== 'v1') throw missing();
    const { route, path } = routeOf(routes, exchange, decodeURIComponent(below.join('/')));
    if (route.cost !== undefined) addresses.take(address, route.cost - 1);
    if (route.id === 'sendFeedback') rate.take(address, 1);
    return replyOf(route, await route.answer(await givenOf(route, path, exchange)), exchange);
  };
  const mounted: Mounted = async (exchange, rest) => {
    exchange.pattern = `${exchange.request.method} /content`;
    if (exchange.request.method === 'OPTIONS') return preflight;
    const reply = await answer(exchange, rest).catch(refusalOf);
    return { ...reply, headers: { ...open, ...reply.headers } };
  };
  const close = async (): Promise<void> => {
    feedback.close();
    await library.close();
  };
  return { mounted, routes, close };
}
