import { NelumboError } from '../i18n/index.js';
import type { JsonFetch } from '../fhir/index.js';
import { codeToken } from './names.js';
import type { Span } from './annotate.js';
import type { Card, Entry } from './entry.js';
import { contentError } from './http-source-errors.js';
import type { Match } from './search.js';
import type { Call, EncyclopediaSource, Page, Resolution } from './source.js';
import type { TermPack } from './terms.js';

/** How the content API is read. */
export interface HttpSourceOptions {
  /**
   * Keeps the last answers and asks with `If-None-Match` whether they hold: for platforms without an HTTP cache, such as mini-programs.
   * A browser does that by itself, and from another origin the header would cost it a preflight.
   */
  readonly revalidate?: boolean;
}

/** Answers kept for revalidation. */
const KEPT = 64;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const query = (pairs: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(pairs)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

/** An id keeps its slash: `entries/zh-CN/hypertension`. */
const pathOf = (id: string) => id.split('/').map(encodeURIComponent).join('/');

const broken = () => new NelumboError('server', 'The content API answered with an unexpected shape. Check its version.');

/** Reads with `If-None-Match` what was read before; the longest unused answer goes first. */
function revalidating(fetchJson: JsonFetch): JsonFetch {
  const kept = new Map<string, { readonly etag: string; readonly answer: unknown }>();
  return async (url, request) => {
    if (request?.body !== undefined) return fetchJson(url, request);
    const known = kept.get(url);
    let etag = '';
    const onEtag = (told: string) => void (etag = told);
    const answer = await fetchJson(url, known ? { known: known.etag, onEtag } : { onEtag });
    kept.delete(url);
    if (answer === undefined && known) etag = known.etag;
    const value = answer === undefined ? known?.answer : answer;
    if (etag) kept.set(url, { etag, answer: value });
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return value;
  };
}

/**
 * The content API. Answers are checked for their outer shape; article HTML is sanitised where it is shown. Rejects with `WithdrawnError`
 * for 410 and `ThrottledError` for 429.
 * @param fetchJson - the client's, with its size and time limits
 * @param contentUrl - base such as `https://…/content/v1`
 */
export function httpSource(fetchJson: JsonFetch, contentUrl: string, { revalidate = false }: HttpSourceOptions = {}): EncyclopediaSource {
  const base = `${contentUrl.replace(/\/+$/, '')}/encyclopedia`;
  const read = revalidate ? revalidating(fetchJson) : fetchJson;
  const ask = async (path: string, call?: Call, body?: unknown): Promise<unknown> => {
    const answer = await (body === undefined ? read(`${base}/${path}`) : read(`${base}/${path}`, { body })).catch((error: unknown) => {
      throw contentError(error);
    });
    if (call?.signal?.aborted) throw new NelumboError('aborted', 'A newer question replaced this one.');
    return answer;
  };
  const list = async (path: string, name: string, call?: Call, body?: unknown): Promise<unknown[]> => {
    const answer = await ask(path, call, body);
    const items: unknown = isObject(answer) ? answer[name] : answer;
    if (!Array.isArray(items)) throw broken();
    return items as unknown[]; // Array.isArray narrows to any[]
  };
  // Beyond the outer shape, the contract test of the server holds answers to their types.
  return {
    async resolve(asked, call) {
      const code = asked.code ? codeToken(asked.code) : undefined;
      const answer = await ask(`resolve?${query({ q: asked.text, code, locale: asked.locale })}`, call);
      if (!isObject(answer) || !['hit', 'ambiguous', 'none', 'sensitive'].includes(String(answer['status']))) throw broken();
      return answer as unknown as Resolution; // see above
    },
    async suggest(text, call) {
      return (await list(`suggest?${query({ q: text, limit: call.limit, locale: call.locale })}`, 'items', call)) as Match[]; // see above
    },
    async search(text, { locale, cursor, limit, facets, ...call }) {
      const answer = await ask(`search?${query({ q: text, locale, cursor, limit, type: facets?.type, department: facets?.department })}`, call);
      if (!isObject(answer) || !Array.isArray(answer['items'])) throw broken();
      return answer as unknown as Page<Card>; // see above
    },
    async cards(ids, call) {
      return ids.length === 0 ? [] : ((await list(`cards?${query({ ids: ids.join(',') })}`, 'items', call)) as Card[]); // see above
    },
    async entry(id, call) {
      const answer = await ask(`entries/${pathOf(id)}`, call);
      if (!isObject(answer) || typeof answer['id'] !== 'string' || !Array.isArray(answer['sections'])) throw broken();
      return answer as unknown as Entry; // see above
    },
    async terms(pack, call) {
      const answer = await ask(`terms/${pack}?${query({ locale: call.locale })}`, call);
      if (!isObject(answer) || answer['format'] !== 'nelumbo-terms/1' || typeof answer['rows'] !== 'string') throw broken();
      return answer as unknown as TermPack; // see above
    },
    async annotate(text, { locale, pack, signal, ...rules }) {
      return (await list(`annotate?${query({ locale, pack })}`, 'spans', signal ? { signal } : {}, { text, ...rules })) as Span[]; // see above
    },
    async feedback(feedback, call) {
      await ask('feedback', call, feedback);
    },
  };
}
