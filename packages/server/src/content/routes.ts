import { createHash } from 'node:crypto';
import { bundledContent, contentNames } from '@nelumbo/content';
import { packSource } from '@nelumbo/core/encyclopedia';
import type { EncyclopediaSource } from '@nelumbo/core/encyclopedia';
import { NelumboError } from '@nelumbo/core/i18n';
import type { Buckets } from '../http/buckets.js';
import type { Exchange, Reply } from '../http/exchange.js';
import { contentCors } from '../http/headers.js';
import type { Mounted } from '../http/listener.js';
import { problem } from '../http/problem.js';
import { isObject } from '../fhir/resource.js';
import { Refusal } from '../fhir/refusal.js';

/** One route of the content API. */
interface Route {
  /** Below `/content/v1/`; `:id` is one segment or, at the end, all that follow. */
  readonly path: string;
  /** Query parameters that it takes; others are refused. */
  readonly takes: readonly string[];
  /** The document to answer. */
  readonly read: (given: Given) => Promise<unknown>;
}

interface Given {
  readonly id: string;
  readonly query: URLSearchParams;
}

const missing = (): Refusal => new Refusal(404, 'not-found', 'There is no such content.');
const bad = (text: string): Refusal => new Refusal(400, 'invalid', text);

/** What people typed; never logged. */
function textOf(query: URLSearchParams, name: string): string {
  const text = query.get(name) ?? '';
  if (text.trim() === '' || text.length > 200) throw bad(`${name} has 1 to 200 characters.`);
  return text;
}

function localeOf(query: URLSearchParams): string {
  const locale = query.get('locale') ?? 'zh-CN';
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(locale)) throw bad('locale is a language tag such as zh-CN.');
  return locale;
}

function countOf(query: URLSearchParams): number {
  const count = Number(query.get('limit') ?? 8);
  if (!Number.isInteger(count) || count < 1 || count > 50) throw bad('limit is a whole number from 1 to 50.');
  return count;
}

/** A code as `system|code`, or its two parts. */
function codeOf(query: URLSearchParams): { system: string; code: string } | undefined {
  const code = query.get('code');
  if (!code) return undefined;
  const bar = code.lastIndexOf('|');
  const system = query.get('system') ?? code.slice(0, Math.max(bar, 0));
  if (!system) throw bad('A code needs its system: code=system|code.');
  return { system, code: code.slice(bar + 1) };
}

/** Questionnaires by id: documents of the intake family that are Questionnaires. */
async function questionnaires(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const content = bundledContent();
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (const name of contentNames().filter((each) => each.startsWith('intake/'))) {
    const document = await content.read(name);
    if (isObject(document) && document['resourceType'] === 'Questionnaire') found.set(name.slice('intake/'.length), document);
  }
  return found;
}

/** The guidelines of one measure, with the sources that they name. */
async function guidelines(measure: string): Promise<unknown> {
  const document = await bundledContent().read('vitals/guidelines');
  const all = isObject(document) && Array.isArray(document['profiles']) ? (document['profiles'] as readonly unknown[]) : [];
  const profiles = all.filter((profile) => isObject(profile) && profile['measure'] === measure);
  if (!isObject(document) || profiles.length === 0) throw missing();
  return { ...document, profiles };
}

/** An entry; a withdrawn one answers 410 with its reason and what replaces it. */
async function entry(source: EncyclopediaSource, id: string): Promise<unknown> {
  const found = await source.entry(id);
  const { status, withdrawal } = found.review;
  if (status !== 'withdrawn') return found;
  throw new Withdrawn(withdrawal);
}

class Withdrawn extends Refusal {
  constructor(readonly withdrawal: unknown) {
    super(410, 'deleted', 'This entry was withdrawn.');
  }
}

/** Every route there is. */
function routesOf(source: EncyclopediaSource): readonly Route[] {
  return [
    {
      path: 'questionnaires',
      takes: [],
      read: async () => [...(await questionnaires())].map(([id, { title, url, version, status }]) => ({ id, title, url, version, status })),
    },
    {
      path: 'questionnaires/:id',
      takes: [],
      read: async ({ id }) => {
        const found = (await questionnaires()).get(id);
        if (!found) throw missing();
        return found;
      },
    },
    { path: 'guidelines/:id', takes: [], read: ({ id }) => guidelines(id) },
    { path: 'encyclopedia/manifest', takes: ['locale'], read: () => bundledContent().read('encyclopedia/pack') },
    {
      path: 'encyclopedia/resolve',
      takes: ['q', 'system', 'code', 'locale'],
      read: ({ query }) => {
        const code = codeOf(query);
        return source.resolve({ locale: localeOf(query), ...(code ? { code } : { text: textOf(query, 'q') }) });
      },
    },
    {
      path: 'encyclopedia/suggest',
      takes: ['q', 'limit', 'locale'],
      read: async ({ query }) => ({ items: await source.suggest(textOf(query, 'q'), { limit: countOf(query), locale: localeOf(query) }) }),
    },
    {
      path: 'encyclopedia/search',
      takes: ['q', 'locale'],
      read: async ({ query }) => source.search?.(textOf(query, 'q'), { locale: localeOf(query) }) ?? { items: [] },
    },
    {
      path: 'encyclopedia/cards',
      takes: ['ids', 'locale'],
      read: async ({ query }) => {
        const ids = (query.get('ids') ?? '').split(',').filter(Boolean);
        if (ids.length === 0 || ids.length > 50) throw bad('ids names 1 to 50 entries, parted by commas.');
        return { items: await source.cards(ids) };
      },
    },
    { path: 'encyclopedia/entries/:id', takes: ['locale'], read: ({ id }) => entry(source, id) },
  ];
}

function match(routes: readonly Route[], path: string): { route: Route; id: string } | undefined {
  for (const route of routes) {
    const at = route.path.indexOf(':id');
    if (at < 0 ? path === route.path : path.startsWith(route.path.slice(0, at)) && path.length > at) return { route, id: at < 0 ? '' : path.slice(at) };
  }
  return undefined;
}

async function answer(routes: readonly Route[], exchange: Exchange, rest: string): Promise<Reply> {
  const [version, ...below] = rest.split('/');
  const found = version === 'v1' ? match(routes, decodeURIComponent(below.join('/'))) : undefined;
  if (!found) throw missing();
  exchange.pattern = `${exchange.request.method} /content/v1/${found.route.path}`;
  const query = exchange.url.searchParams;
  for (const name of query.keys()) if (!found.route.takes.includes(name)) throw bad(`This route takes ${found.route.takes.join(', ') || 'no parameters'}.`);
  const body = await found.route.read({ id: found.id, query }).catch((error: unknown) => {
    throw error instanceof NelumboError && error.code === 'not-found' ? missing() : error;
  });
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'public, max-age=300, stale-while-revalidate=86400' };
  return exchange.request.headers['if-none-match'] === etag ? { status: 304, headers } : { status: 200, headers, body };
}

/**
 * The public content API: questionnaires, guidelines and the encyclopedia out of the starter content. No token, no cookie, readable from
 * every page; what people search for is not logged.
 */
export function contentRoutes(addresses: Buckets): Mounted {
  const content = bundledContent();
  const routes = routesOf(packSource((name) => content.read(name)));
  return async (exchange, rest) => {
    const { request } = exchange;
    exchange.pattern = `${request.method} /content`;
    const open = { 'Cross-Origin-Resource-Policy': 'cross-origin', ...contentCors };
    if (request.method === 'OPTIONS')
      return {
        status: 204,
        headers: { ...open, 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': '*', 'Access-Control-Max-Age': '86400' },
      };
    let reply: Reply;
    try {
      addresses.take(request.socket.remoteAddress ?? '', 1);
      if (request.method !== 'GET' && request.method !== 'HEAD')
        throw new Refusal(405, 'not-supported', 'Content is read with GET.', { headers: { Allow: 'GET, HEAD' } });
      reply = await answer(routes, exchange, rest);
    } catch (error) {
      if (error instanceof URIError) reply = problem(bad('The address cannot be read.'));
      else if (error instanceof Refusal) reply = problem(error, error instanceof Withdrawn ? { withdrawal: error.withdrawal } : {});
      else throw error;
    }
    return { ...reply, headers: { ...open, ...reply.headers } };
  };
}
