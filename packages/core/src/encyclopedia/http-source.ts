import { NelumboError } from '../i18n/index.js';
import type { JsonFetch } from '../fhir/index.js';
import { codeToken } from './names.js';
import type { Card, Entry } from './entry.js';
import type { Match } from './search.js';
import type { Call, EncyclopediaSource, Page, Resolution } from './source.js';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const query = (pairs: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(pairs)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

/** An id keeps its slash: `entries/zh-CN/hypertension`. */
const pathOf = (id: string) => id.split('/').map(encodeURIComponent).join('/');

const broken = () => new NelumboError('server', 'The content API answered with an unexpected shape. Check its version.');

/**
 * The content API. Answers are checked for their outer shape; article HTML is sanitised where it is shown.
 * @param fetchJson - the client's, with its size and time limits
 * @param contentUrl - base such as `https://…/content/v1`
 */
export function httpSource(fetchJson: JsonFetch, contentUrl: string): EncyclopediaSource {
  const base = `${contentUrl.replace(/\/+$/, '')}/encyclopedia`;
  const get = async (path: string, call?: Call): Promise<unknown> => {
    const answer = await fetchJson(`${base}/${path}`);
    if (call?.signal?.aborted) throw new NelumboError('aborted', 'A newer question replaced this one.');
    return answer;
  };
  const list = async (path: string, call?: Call): Promise<unknown[]> => {
    const answer = await get(path, call);
    const items: unknown = isObject(answer) ? answer['items'] : answer;
    if (!Array.isArray(items)) throw broken();
    return items as unknown[]; // Array.isArray narrows to any[]
  };
  return {
    async resolve(asked, call) {
      const code = asked.code ? codeToken(asked.code) : undefined;
      const answer = await get(`resolve?${query({ q: asked.text, code, locale: asked.locale })}`, call);
      if (!isObject(answer) || !['hit', 'ambiguous', 'none', 'sensitive'].includes(String(answer['status']))) throw broken();
      return answer as unknown as Resolution; // the status was checked; the server's contract test holds the rest
    },
    async suggest(text, call) {
      return (await list(`suggest?${query({ q: text, limit: String(call.limit), locale: call.locale })}`, call)) as Match[]; // contract test of the server
    },
    async search(text, call) {
      const answer = await get(`search?${query({ q: text, locale: call.locale, cursor: call.cursor })}`, call);
      if (!isObject(answer) || !Array.isArray(answer['items'])) throw broken();
      return answer as unknown as Page<Card>; // contract test of the server
    },
    async cards(ids, call) {
      return ids.length === 0 ? [] : ((await list(`cards?${query({ ids: ids.join(',') })}`, call)) as Card[]); // contract test of the server
    },
    async entry(id, call) {
      const answer = await get(`entries/${pathOf(id)}`, call);
      if (!isObject(answer) || typeof answer['id'] !== 'string' || !Array.isArray(answer['sections'])) throw broken();
      return answer as unknown as Entry; // contract test of the server
    },
  };
}
