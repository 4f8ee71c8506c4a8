import { isObject } from '../fhir/resource.js';

/** The part of JSON Schema 2020-12 that the content API describes itself with; what it cannot say, it does not use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null';
  readonly description?: string;
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string | number | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly oneOf?: readonly Schema[];
}

/** Schemas by name, for `$ref: '#/components/schemas/<name>'`. */
export type Schemas = Readonly<Record<string, Schema>>;

/** A schema of the components by its name. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** Where a value breaks a schema: a path and what is asked for there; never the value. */
export type Breach = string;

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const fits = (type: NonNullable<Schema['type']>, value: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : type === 'number' ? typeof value === 'number' && Number.isFinite(value) : typeOf(value) === type;

function textBreaches(schema: Schema, value: string, at: string): Breach[] {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  const found: Breach[] = [];
  if (value.length < minLength || value.length > maxLength) found.push(`${at} has ${minLength} to ${maxLength} characters`);
  else if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) found.push(`${at} is ${schema.description ?? `of the form ${pattern}`}`);
  return found;
}

function numberBreaches({ minimum = -Infinity, maximum = Infinity }: Schema, value: number, at: string): Breach[] {
  return value < minimum || value > maximum ? [`${at} is from ${minimum} to ${maximum}`] : [];
}

function listBreaches(schema: Schema, value: readonly unknown[], at: string, schemas: Schemas): Breach[] {
  const { minItems = 0, maxItems = Infinity, items } = schema;
  if (value.length < minItems || value.length > maxItems) return [`${at} has ${minItems} to ${maxItems} items`];
  return items ? value.flatMap((item, i) => breachesOf(items, item, schemas, `${at}[${i}]`)) : [];
}

function objectBreaches(schema: Schema, value: Readonly<Record<string, unknown>>, at: string, schemas: Schemas): Breach[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.filter((name) => value[name] === undefined).map((name) => `${at}.${name} is missing`);
  return Object.entries(value).reduce((found, [name, member]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) return member === undefined ? found : [...found, ...breachesOf(known, member, schemas, `${at}.${name}`)];
    if (additionalProperties === false) return [...found, `${at} has no member of such a name; it has ${Object.keys(properties).join(', ')}`];
    return additionalProperties === true ? found : [...found, ...breachesOf(additionalProperties, member, schemas, `${at}.*`)];
  }, missing);
}

/** Everything in which a value breaks a schema; empty when it holds. */
export function breachesOf(schema: Schema, value: unknown, schemas: Schemas, at = 'body'): Breach[] {
  if (schema.$ref !== undefined) {
    const named = schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
    return named ? breachesOf(named, value, schemas, at) : [`${at}: there is no schema ${schema.$ref}`];
  }
  if (schema.oneOf) {
    const fitting = schema.oneOf.filter((each) => breachesOf(each, value, schemas, at).length === 0).length;
    return fitting === 1 ? [] : [`${at} fits ${fitting} of ${schema.oneOf.length} forms, not one`];
  }
  if (schema.const !== undefined && value !== schema.const) return [`${at} is ${JSON.stringify(schema.const)}`];
  if (schema.enum && !schema.enum.includes(value as string)) return [`${at} is one of ${schema.enum.join(', ')}`]; // compared only
  if (schema.type !== undefined && !fits(schema.type, value)) return [`${at} is ${/^[aio]/.test(schema.type) ? 'an' : 'a'} ${schema.type}`];
  if (typeof value === 'string') return textBreaches(schema, value, at);
  if (typeof value === 'number') return numberBreaches(schema, value, at);
  if (Array.isArray(value)) return listBreaches(schema, value, at, schemas);
  return isObject(value) ? objectBreaches(schema, value, at, schemas) : [];
}
