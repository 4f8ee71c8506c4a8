import { softwareVersion } from '../fhir/capability.js';
import { cachePolicies } from './route.js';
import type { Parameter, Route } from './route.js';
import { ref } from './schema.js';
import { schemas } from './schemas.js';

const problemAnswer = (description: string): unknown => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
const text = { schema: { type: 'string' } } as const;

function parameterOf({ name, in: place, description, schema, required, example }: Parameter): unknown {
  const isSample = example !== undefined && example !== `{${name}}`;
  return { name, in: place, description, schema, required: place === 'path' || required === true, ...(isSample ? { example } : {}) };
}

function answersOf({ success, refusals = {}, cache }: Route): Record<string, unknown> {
  const headers = {
    'Cache-Control': { description: 'How long the answer may be kept.', schema: { type: 'string', const: cachePolicies[cache] } },
    ...(cache === 'none' ? {} : { ETag: { description: 'For If-None-Match.', ...text } }),
  };
  return {
    [success.status]: { description: success.description, headers, content: { 'application/json': { schema: success.schema } } },
    ...(cache === 'none' ? {} : { 304: { description: 'What If-None-Match names still holds.' } }),
    400: problemAnswer('A parameter or the body is not as declared.'),
    ...Object.fromEntries(Object.entries(refusals).map(([status, description]) => [status, problemAnswer(description)])),
    429: {
      ...(problemAnswer('Too many requests from this address.') as object),
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } } },
    },
  };
}

function operationOf(route: Route): unknown {
  const { id, summary, description, parameters, body, path } = route;
  return {
    operationId: id,
    tags: [path.split('/')[0]],
    summary,
    ...(description ? { description } : {}),
    parameters: parameters.map(parameterOf),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body.schema, example: body.example } } } } : {}),
    responses: answersOf(route),
  };
}

/** The OpenAPI 3.1 document of a route table. */
export function openApi(routes: readonly Route[]): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) (paths[`/${route.path}`] ??= {})[route.method.toLowerCase()] = operationOf(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nelumbo content API',
      version: softwareVersion,
      description:
        'Questionnaires, guidelines and the encyclopedia: public, without token, cookie or user id. The FHIR API describes itself at /fhir/R4/metadata.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/content/v1' }],
    security: [],
    tags: [
      { name: 'questionnaires', description: 'FHIR R4 Questionnaires' },
      { name: 'guidelines', description: 'Clinical tables' },
      { name: 'encyclopedia', description: 'Names, cards, articles, annotation' },
      { name: 'openapi.json', description: 'This document' },
    ],
    paths,
    components: { schemas },
  };
}
