import type { Section } from './articles/types.js';

/**
 * Where the reader is. Addresses live behind the `#`: they can be shared and reloaded on any static host, and what somebody
 * reads or searches never reaches a server log.
 */
export type Route =
  | { readonly page: 'feed'; readonly section: Section | 'all' }
  | { readonly page: 'search'; readonly query: string }
  | { readonly page: 'article'; readonly id: string }
  | { readonly page: 'health' }
  | { readonly page: 'check'; readonly form: string | undefined }
  | { readonly page: 'encyclopedia'; readonly entry?: string }
  | { readonly page: 'holdings' }
  | { readonly page: 'privacy' }
  | { readonly page: 'missing' };

const sections: readonly string[] = ['health', 'city', 'food', 'film'];

/** Reads an address such as `#/article/winter-pressure` or `#/search?q=高血压`. */
export function routeOf(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const query = new URLSearchParams(search);
  const [first = '', second] = path.split('/').map(decoded);
  switch (first) {
    case '': {
      const section = query.get('section') ?? '';
      return { page: 'feed', section: sections.includes(section) ? (section as Section) : 'all' }; // checked against the list
    }
    case 'search':
      return { page: 'search', query: (query.get('q') ?? '').trim() };
    case 'article':
      return { page: 'article', id: second ?? '' };
    case 'encyclopedia':
      return second ? { page: first, entry: second } : { page: first };
    case 'health':
    case 'holdings':
    case 'privacy':
      return { page: first };
    case 'check':
      return { page: 'check', form: second };
    default:
      return { page: 'missing' };
  }
}

/** The address of a route. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'feed':
      return route.section === 'all' ? '#/' : `#/?section=${route.section}`;
    case 'search':
      return `#/search?q=${encodeURIComponent(route.query)}`;
    case 'article':
      return `#/article/${encodeURIComponent(route.id)}`;
    case 'encyclopedia':
      return route.entry ? `#/encyclopedia/${encodeURIComponent(route.entry)}` : '#/encyclopedia';
    case 'check':
      return route.form ? `#/check/${encodeURIComponent(route.form)}` : '#/check';
    case 'missing':
      return '#/';
    default:
      return `#/${route.page}`;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a hand-typed address with a stray %: show it as it is, it will be "not found"
  }
}
