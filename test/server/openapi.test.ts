import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentApi } from '../../packages/server/src/content/routes.js';
import { breachesOf } from '../../packages/server/src/content/schema.js';
import { Buckets } from '../../packages/server/src/http/buckets.js';
import { storeWithWithdrawn, withdrawnId } from './content-store.js';
import { openApiProblems } from './openapi-checks.js';
import { caller, stage } from './support.js';
import type { Answer, Caller, Json, Stage } from './support.js';

let host: Stage;
let api: Caller;
let document: Json;
let version: string;
const folder = mkdtempSync(join(tmpdir(), 'nelumbo-openapi-'));
const { routes } = contentApi({ addresses: new Buckets({ perSecond: 1, burst: 1 }), data: folder });
beforeAll(async () => {
  host = await stage({ content: storeWithWithdrawn() });
  api = caller(`${host.server.url}/content/v1`);
  document = (await api.call('GET', '/openapi.json')).body;
  version = (await api.call('GET', '/encyclopedia/manifest')).body.version;
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The address of an operation out of the examples of its parameters. */
function addressOf(path: string, operation: Json): string {
  const examples: Json = Object.fromEntries(operation.parameters.map((parameter: Json) => [parameter.name, parameter]));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'version' ? version : examples[name].example));
  const query = operation.parameters.filter((parameter: Json) => parameter.in === 'query' && parameter.example !== undefined);
  return `${filled}?${query.map((parameter: Json) => `${parameter.name}=${encodeURIComponent(parameter.example)}`).join('&')}`;
}

/** Where an answer is not as the document says. */
function declaredProblems(operation: Json, { status, headers, body }: Answer): string[] {
  const declared = operation.responses[status];
  if (!declared) return [`${status} is not declared`];
  const type = (headers.get('content-type') ?? '').split(';')[0]!;
  const media = declared.content?.[type];
  if (!media) return [`${type} is not declared for ${status}`];
  const caching = declared.headers?.['Cache-Control']?.schema.const;
  return [
    ...breachesOf(media.schema, body, document.components.schemas),
    ...(caching !== undefined && headers.get('cache-control') !== caching ? ['another Cache-Control than declared'] : []),
    ...(declared.headers?.ETag && !headers.get('etag') ? ['no ETag'] : []),
  ];
}

const json = { 'Content-Type': 'application/json' };
const send = (method: string, path: string, operation: Json): Promise<Answer> =>
  method === 'post'
    ? api.call('POST', addressOf(path, operation), operation.requestBody.content['application/json'].example, json)
    : api.call('GET', addressOf(path, operation));
const operations = (): { path: string; method: string; operation: Json }[] =>
  Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the OpenAPI document', () => {
  it('keeps the rules of OpenAPI 3.1', () => {
    expect(openApiProblems(document)).toEqual([]);
  });

  it('is checked by rules that find what is broken', () => {
    const broken = structuredClone(document);
    broken.paths['/questionnaires/{id}'].get.parameters = [];
    broken.paths['/encyclopedia/suggest'].get.operationId = 'search';
    broken.components.schemas.Card.properties.review = { $ref: '#/components/schemas/None' };
    broken.paths['/questionnaires'].get.responses = { 299: {} };
    expect(openApiProblems(broken)).toHaveLength(4);
  });

  it.each(routes.map((route) => [route.method, route.path] as const))('declares %s %s as it answers', async (method, path) => {
    const operation = document.paths[`/${path}`][method.toLowerCase()];
    const answer = await send(method.toLowerCase(), `/${path}`, operation);
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.status).toBeLessThan(300);
    expect(declaredProblems(operation, answer)).toEqual([]);
  });

  it('holds every route that answers, and no other', () => {
    expect(operations().map(({ path, method }) => `${method.toUpperCase()} ${path.slice(1)}`)).toEqual(routes.map(({ method, path }) => `${method} ${path}`));
  });

  it('declares how each route refuses', async () => {
    for (const { path, method, operation } of operations()) {
      const unknown = `${addressOf(path, operation)}&colour=red`;
      const refused = method === 'post' ? await api.call('POST', unknown, {}, json) : await api.call('GET', unknown);
      expect([path, refused.status, ...declaredProblems(operation, refused)]).toEqual([path, 400]);
    }
    for (const [path, address, status] of [
      ['/questionnaires/{id}', '/questionnaires/none', 404],
      ['/guidelines/{measure}', '/guidelines/none', 404],
      ['/encyclopedia/entries/{locale}/{slug}', '/encyclopedia/entries/zh-CN/none', 404],
      ['/encyclopedia/entries/{locale}/{slug}', `/encyclopedia/entries/${withdrawnId}`, 410],
      ['/encyclopedia/cards', `/encyclopedia/cards?ids=${withdrawnId}`, 410],
      ['/encyclopedia/terms/{pack}', '/encyclopedia/terms/none', 404],
      ['/encyclopedia/pack/{version}/{file}', '/encyclopedia/pack/0000000000000000/none', 404],
    ] as const) {
      const answer = await api.call('GET', address);
      expect([address, answer.status, ...declaredProblems(document.paths[path].get, answer)]).toEqual([address, status]);
    }
    const feedback = document.paths['/encyclopedia/feedback'].post;
    for (const [body, type, status] of [
      ['{"id":"zh-CN/none","helpful":true}', 'application/json', 404],
      ['{}', 'text/plain', 415],
      [`"${'x'.repeat(10_001)}"`, 'application/json', 413],
    ] as const) {
      const answer = await api.call('POST', '/encyclopedia/feedback', body, { 'Content-Type': type });
      expect([answer.status, ...declaredProblems(feedback, answer)]).toEqual([status]);
    }
  });

  it('says what each parameter may be, and the server holds to it', async () => {
    for (const { path, method, operation } of operations())
      for (const { name, in: place, schema } of operation.parameters as Json[]) {
        if (place !== 'query' || (!schema.enum && schema.maximum === undefined)) continue;
        const wrong = `${addressOf(path, operation).replace(new RegExp(`[?&]${name}=[^&]*`), (found) => found[0]!)}&${name}=${schema.enum ? 'none' : schema.maximum + 1}`;
        const answer =
          method === 'post' ? await api.call('POST', wrong, operation.requestBody.content['application/json'].example, json) : await api.call('GET', wrong);
        expect([path, name, answer.status]).toEqual([path, name, 400]);
      }
  });
});
