import type { Parameter } from './route.js';

/** The reader's language; every route of the encyclopedia takes it. */
export const locale: Parameter = {
  name: 'locale',
  in: 'query',
  description: 'Language of the answer as a tag; the nearest one there is, zh-CN without one.',
  schema: { type: 'string', default: 'zh-CN', maxLength: 35, pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$', description: 'a language tag such as zh-CN' },
  example: 'zh-CN',
};

/** What people typed; it stays out of the log. */
export const q: Parameter = {
  name: 'q',
  in: 'query',
  description: 'What was typed.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S', description: 'not blank' },
  example: '高血压',
};

/** Results asked for. */
export const limit = (most: number, standard: number): Parameter => ({
  name: 'limit',
  in: 'query',
  description: 'At most so many.',
  schema: { type: 'integer', minimum: 1, maximum: most, default: standard },
});

/** A segment of the path. */
export const segment = (name: string, description: string, pattern: string, example: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', maxLength: 200, pattern, description: `a ${name}` },
  example,
});
