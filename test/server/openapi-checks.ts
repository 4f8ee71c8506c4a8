import type { Json } from './support.js';

const methods = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'trace'];
const schemaWords =
  '$ref type description const enum pattern minLength maxLength minimum maximum default items minItems maxItems properties required additionalProperties oneOf'.split(
    ' ',
  );
const types = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'];

/** Follows `#/components/…`. */
const target = (document: Json, pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce((value: Json, key) => value?.[key], document);

function schemaProblems(document: Json, schema: Json, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [`${at}: a schema is an object`];
  const problems = Object.keys(schema as object)
    .filter((word) => !schemaWords.includes(word))
    .map((word) => `${at}: unknown word ${word}`);
  if (schema.$ref !== undefined) return [...problems, ...(target(document, schema.$ref) ? [] : [`${at}: ${schema.$ref} leads nowhere`])];
  if (schema.type !== undefined && !types.includes(schema.type)) problems.push(`${at}: unknown type`);
  if (schema.pattern !== undefined) new RegExp(schema.pattern, 'u'); // throws for what is none
  for (const name of schema.required ?? [])
    if (schema.properties && !Object.hasOwn(schema.properties, name)) problems.push(`${at}: ${name} is required, not described`);
  const inner: [string, Json][] = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.oneOf ?? []).map((each: Json, i: number) => [`oneOf ${i}`, each]),
    ...(schema.items ? [['items', schema.items] as [string, Json]] : []),
    ...(typeof schema.additionalProperties === 'object' ? [['*', schema.additionalProperties] as [string, Json]] : []),
  ];
  return [...problems, ...inner.flatMap(([name, each]) => schemaProblems(document, each, `${at}.${name}`))];
}

function parameterProblems(document: Json, path: string, list: readonly Json[], at: string): string[] {
  const keys = list.map((parameter) => `${parameter.in} ${parameter.name}`);
  const inPath = list.filter((parameter) => parameter.in === 'path');
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return [
    ...(new Set(keys).size < keys.length ? [`${at}: a parameter stands twice`] : []),
    ...named.filter((name) => !inPath.some((parameter) => parameter.name === name)).map((name) => `${at}: {${name}} is not described`),
    ...inPath.filter((parameter) => !named.includes(parameter.name)).map((parameter) => `${at}: ${parameter.name} is not in the path`),
    ...inPath.filter((parameter) => parameter.required !== true).map((parameter) => `${at}: ${parameter.name} is in the path, so it is required`),
    ...list.filter((parameter) => !['path', 'query', 'header', 'cookie'].includes(parameter.in)).map((parameter) => `${at}: ${parameter.name} is nowhere`),
    ...list.filter((parameter) => !parameter.description).map((parameter) => `${at}: ${parameter.name} has no description`),
    ...list.flatMap((parameter) => schemaProblems(document, parameter.schema, `${at} ${parameter.name}`)),
  ];
}

const contentProblems = (document: Json, content: Json, at: string): string[] =>
  Object.entries(content ?? {}).flatMap(([type, media]) => [
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(type) ? [] : [`${at}: ${type} is no media type`]),
    ...schemaProblems(document, (media as Json).schema, `${at} ${type}`),
  ]);

function operationProblems(document: Json, path: string, operation: Json, at: string): string[] {
  const answers = Object.entries((operation.responses ?? {}) as Record<string, Json>);
  return [
    ...(operation.operationId && operation.summary ? [] : [`${at}: no operationId or summary`]),
    ...(answers.some(([status]) => /^2\d\d$/.test(status)) ? [] : [`${at}: nothing succeeds`]),
    ...answers.filter(([status]) => !/^(default|[1-5](\d\d|XX))$/.test(status)).map(([status]) => `${at}: ${status} is no status`),
    ...answers.filter(([, answer]) => !answer.description).map(([status]) => `${at}: ${status} has no description`),
    ...answers.flatMap(([status, answer]) => contentProblems(document, answer.content, `${at} ${status}`)),
    ...answers.flatMap(([status, answer]) =>
      Object.entries(answer.headers ?? {}).flatMap(([name, header]) => schemaProblems(document, (header as Json).schema, `${at} ${status} ${name}`)),
    ),
    ...parameterProblems(document, path, operation.parameters ?? [], at),
    ...(operation.requestBody ? contentProblems(document, operation.requestBody.content, `${at} body`) : []),
    ...(operation.tags ?? [])
      .filter((tag: string) => !document.tags.some((known: Json) => known.name === tag))
      .map((tag: string) => `${at}: tag ${tag} is not described`),
  ];
}

/** In what a document breaks the rules of OpenAPI 3.1 that generators and readers stumble over. */
export function openApiProblems(document: Json): string[] {
  const operations = Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId as string);
  const shapes = Object.keys(document.paths as object).map((path) => path.replace(/\{\w+\}/g, '{}'));
  return [
    ...(/^3\.1\.\d+$/.test(document.openapi) ? [] : ['openapi is not 3.1']),
    ...(document.info?.title && document.info?.version ? [] : ['info has no title or version']),
    ...(new Set(ids).size < ids.length ? ['an operationId stands twice'] : []),
    ...(new Set(shapes).size < shapes.length ? ['two paths are the same but for names'] : []),
    ...operations.filter(({ path }) => !path.startsWith('/')).map(({ path }) => `${path} does not begin with a slash`),
    ...operations.filter(({ method }) => !methods.includes(method)).map(({ method }) => `${method} is no method`),
    ...operations.filter(({ method, operation }) => method === 'get' && operation.requestBody).map(({ path }) => `${path}: GET with a body`),
    ...operations.flatMap(({ path, method, operation }) => operationProblems(document, path, operation, `${method} ${path}`)),
    ...Object.entries(document.components.schemas as Record<string, Json>).flatMap(([name, schema]) => schemaProblems(document, schema, name)),
  ];
}
