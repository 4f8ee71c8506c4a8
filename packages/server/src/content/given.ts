import type { Exchange } from '../http/exchange.js';
import { parseJson, readBody } from '../http/body.js';
import { Refusal } from '../fhir/refusal.js';
import { bad, missing } from './refusals.js';
import type { Given, Parameter, Route } from './route.js';
import { breachesOf } from './schema.js';
import { schemas } from './schemas.js';

/** A parameter's value as its type; text that is no integer stays text and breaks the schema. */
const valueOf = ({ schema }: Parameter, text: string): string | number => (schema.type === 'integer' && /^-?\d{1,9}$/.test(text) ? Number(text) : text);

function checkedQuery(route: Route, query: URLSearchParams): { text: Record<string, string>; count: Record<string, number> } {
  const known = route.parameters.filter((parameter) => parameter.in === 'query');
  for (const name of new Set(query.keys())) {
    if (!known.some((parameter) => parameter.name === name))
      throw bad(`This route takes ${known.map((parameter) => parameter.name).join(', ') || 'no parameters'}.`);
    if (query.getAll(name).length > 1) throw bad(`${name} is given once.`);
  }
  const [text, count]: [Record<string, string>, Record<string, number>] = [{}, {}];
  for (const parameter of known) {
    const { name, schema, required } = parameter;
    const sent = query.get(name);
    if (sent === null && required) throw bad(`${name} is missing.`);
    const value = sent === null ? schema.default : valueOf(parameter, sent);
    if (value === undefined) continue;
    const [breach] = breachesOf(schema, value, schemas, name);
    if (breach) throw bad(`${breach}.`);
    if (typeof value === 'number') count[name] = value;
    else text[name] = String(value);
  }
  return { text, count };
}

async function checkedBody(route: Route, exchange: Exchange): Promise<unknown> {
  if (!route.body) return undefined;
  const type = (exchange.request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'not-supported', 'Send application/json.');
  const body = parseJson(await readBody(exchange.request, route.body.limit));
  const breaches = breachesOf(route.body.schema, body, schemas);
  if (breaches.length > 0) throw bad(`${breaches.slice(0, 5).join('; ')}.`);
  return body;
}

/** Checks a request against its route. @throws Refusal 400, 404 for a path of the wrong form, 413, 415 */
export async function givenOf(route: Route, path: Readonly<Record<string, string>>, exchange: Exchange): Promise<Given> {
  for (const parameter of route.parameters)
    if (parameter.in === 'path' && breachesOf(parameter.schema, path[parameter.name], schemas, parameter.name).length > 0) throw missing();
  const { text, count } = checkedQuery(route, exchange.url.searchParams);
  return { path, text, count, locale: text['locale'] ?? 'zh-CN', body: await checkedBody(route, exchange) };
}
