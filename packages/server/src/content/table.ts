import { encyclopediaRoutes } from './encyclopedia-routes.js';
import type { FeedbackStore } from './feedback-store.js';
import { formsRoutes } from './forms-routes.js';
import type { Library } from './library.js';
import { openApi } from './openapi.js';
import type { Route } from './route.js';
import type { ContentStore } from './store.js';
import { textRoutes } from './text-routes.js';

/** Every route of the content API, its own description included. */
export function routeTable(content: ContentStore, library: Library, feedback: FeedbackStore): readonly Route[] {
  const document: Route = {
    method: 'GET',
    path: 'openapi.json',
    id: 'readOpenApi',
    summary: 'This document',
    parameters: [],
    success: { status: 200, description: 'OpenAPI 3.1, made from the table that routes requests.', schema: { type: 'object', required: ['openapi', 'paths'] } },
    cache: 'fresh',
    answer: () => Promise.resolve({ body: openApi(routes) }),
  };
  const routes: readonly Route[] = [...formsRoutes(content), ...encyclopediaRoutes(library, content), ...textRoutes(library, feedback), document];
  return routes;
}

/** A route and the values of its path's segments. */
export interface Matched {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

function segmentsOf(route: Route, path: string): Record<string, string> | undefined {
  const wanted = route.path.split('/');
  const given = path.split('/');
  if (route.rest ? given.length < wanted.length : given.length !== wanted.length) return undefined;
  const found: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== given[i]) return undefined;
    } else found[name] = route.rest && i === wanted.length - 1 ? given.slice(i).join('/') : given[i]!;
  }
  return found;
}

/** The routes of a decoded path, of every method. */
export const matches = (routes: readonly Route[], path: string): readonly Matched[] =>
  routes.flatMap((route) => {
    const found = segmentsOf(route, path);
    return found ? [{ route, path: found }] : [];
  });
