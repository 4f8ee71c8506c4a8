import { entryTypes, toCard } from '@nelumbo/core/encyclopedia';
import type { Card, Entry } from '@nelumbo/core/encyclopedia';
import { isObject } from '../fhir/resource.js';
import type { Library } from './library.js';
import { limit, locale, q, segment } from './parameters.js';
import { bad, missing, Withdrawn } from './refusals.js';
import type { Given, Route } from './route.js';
import { ref } from './schema.js';
import type { ContentStore } from './store.js';

/** A code as `system|code`, or its two parts. */
function codeOf({ text: { code, system } }: Given): { system: string; code: string } | undefined {
  if (!code) return undefined;
  const bar = code.lastIndexOf('|');
  const from = system ?? code.slice(0, Math.max(bar, 0));
  if (!from) throw bad('A code needs its system: code=system|code.');
  return { system: from, code: code.slice(bar + 1) };
}

/** What is left of a withdrawn entry: enough to say what it was and why it is gone. */
const remains = (entry: Entry): Entry => ({ ...entry, summary: '', sections: [], redFlags: [] });
const withdrawnOf = ({ id, review: { withdrawal } }: Card): unknown => ({ id, ...(withdrawal ? { withdrawal } : {}) });

async function entryOf(library: Library, id: string): Promise<Entry> {
  const found = (await library.corpus()).byId.get(id) ?? (await library.source.entry(id));
  if (found.review.status !== 'withdrawn') return found;
  const { withdrawal } = found.review;
  throw new Withdrawn({ ...(withdrawal ? { withdrawal } : {}), entry: remains(found) });
}

/** Cards by id; the withdrawn ones apart. 410 when all that is there was withdrawn. */
async function cardsOf(library: Library, ids: readonly string[]): Promise<unknown> {
  const { byId } = await library.corpus();
  const cards = ids.flatMap((id) => byId.get(id) ?? []).map(toCard);
  const withdrawn = cards.filter((card) => card.review.status === 'withdrawn').map(withdrawnOf);
  const items = cards.filter((card) => card.review.status !== 'withdrawn');
  if (items.length === 0 && withdrawn.length > 0) throw new Withdrawn({ withdrawn });
  return { items, ...(withdrawn.length > 0 ? { withdrawn } : {}) };
}

async function searchPage(library: Library, { text, count, locale: asked }: Given): Promise<unknown> {
  const { q: words = '', type, department, cursor } = text;
  const narrowed = {
    ...(type === undefined ? {} : { type }),
    ...(department === undefined ? {} : { department }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  const { ids, ...page } = await (await library.search()).find({ text: words, locale: asked, limit: count['limit']!, ...narrowed });
  const { byId } = await library.corpus();
  return { items: ids.flatMap((id) => byId.get(id) ?? []).map(toCard), ...page };
}

/** Names and cards. */
function nameRoutes(library: Library): readonly Route[] {
  const { source } = library;
  return [
    {
      method: 'GET',
      path: 'encyclopedia/resolve',
      id: 'resolve',
      summary: 'Whether a card appears for a query or a code',
      description: 'Either `q` or `code`. Crisis wording answers hotlines and no card.',
      parameters: [
        q,
        { name: 'code', in: 'query', description: 'A code as `system|code`, or only the code beside `system`.', schema: { type: 'string', maxLength: 300 } },
        { name: 'system', in: 'query', description: 'URI of the code system.', schema: { type: 'string', maxLength: 200 } },
        locale,
      ],
      success: { status: 200, description: 'The decision.', schema: ref('Resolution') },
      cache: 'fresh',
      async answer(given) {
        const code = codeOf(given);
        const text = given.text['q'];
        if (!code && text === undefined) throw bad('q has 1 to 200 characters.');
        return { body: await source.resolve({ locale: given.locale, ...(code ? { code } : { text: text ?? '' }) }) };
      },
    },
    {
      method: 'GET',
      path: 'encyclopedia/suggest',
      id: 'suggest',
      summary: 'Entries whose names fit what was typed so far',
      parameters: [{ ...q, required: true }, limit(50, 8), locale],
      success: { status: 200, description: 'Best first.', schema: ref('Matches') },
      cache: 'fresh',
      answer: async ({ text, count, locale: asked }) => ({ body: { items: await source.suggest(text['q']!, { limit: count['limit']!, locale: asked }) } }),
    },
    {
      method: 'GET',
      path: 'encyclopedia/search',
      id: 'search',
      summary: 'Full text search over names, summaries and articles',
      description: 'Names come first, exact ones before all. `cursor` of a page asks for the next one; it holds for the same question only.',
      parameters: [
        { ...q, required: true },
        { name: 'cursor', in: 'query', description: 'Of the page before.', schema: { type: 'string', maxLength: 500 } },
        limit(50, 20),
        { name: 'type', in: 'query', description: 'Only entries about this.', schema: { type: 'string', enum: entryTypes } },
        {
          name: 'department',
          in: 'query',
          description: 'Only entries of this department, as cards name it.',
          schema: { type: 'string', minLength: 1, maxLength: 100 },
        },
        locale,
      ],
      success: { status: 200, description: 'A page of cards.', schema: ref('SearchPage') },
      cache: 'fresh',
      cost: 3,
      answer: async (given) => ({ body: await searchPage(library, given) }),
    },
  ];
}

/** Cards and entries by id. */
function entryRoutes(library: Library): readonly Route[] {
  return [
    {
      method: 'GET',
      path: 'encyclopedia/cards',
      id: 'readCards',
      summary: 'Cards by id',
      description: 'In the order of the ids; unknown ones are left out, withdrawn ones listed apart.',
      parameters: [
        {
          name: 'ids',
          in: 'query',
          required: true,
          description: '1 to 50 ids, parted by commas.',
          schema: { type: 'string', minLength: 1, maxLength: 5000 },
          example: 'zh-CN/hypertension,zh-CN/gout',
        },
        locale,
      ],
      success: { status: 200, description: 'The cards.', schema: ref('Cards') },
      refusals: { 410: 'All of them were withdrawn.' },
      cache: 'fresh',
      async answer({ text }) {
        const ids = (text['ids'] ?? '').split(',').filter(Boolean);
        if (ids.length === 0 || ids.length > 50) throw bad('ids names 1 to 50 entries, parted by commas.');
        return { body: await cardsOf(library, ids) };
      },
    },
    {
      method: 'GET',
      path: 'encyclopedia/entries/{locale}/{slug}',
      id: 'readEntry',
      summary: 'An entry with its article',
      parameters: [
        segment('locale', 'First part of the id.', '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$', 'zh-CN'),
        segment('slug', 'Second part of the id.', '^[a-z0-9][a-z0-9._-]*$', 'hypertension'),
        { ...locale, description: 'Taken like everywhere, but the id says the language.' },
      ],
      success: { status: 200, description: 'The entry.', schema: ref('Entry') },
      refusals: { 404: 'There is no such entry.', 410: 'It was withdrawn; `withdrawal` says when, why and what replaces it, `entry` what is left of it.' },
      cache: 'fresh',
      answer: async ({ path }) => ({ body: await entryOf(library, `${path['locale']}/${path['slug']}`) }),
    },
  ];
}

/** The pack as files. */
function packRoutes(library: Library, content: ContentStore): readonly Route[] {
  return [
    {
      method: 'GET',
      path: 'encyclopedia/manifest',
      id: 'readManifest',
      summary: 'What the pack holds',
      parameters: [locale],
      success: { status: 200, description: 'Format, languages, version and files.', schema: ref('Manifest') },
      cache: 'fresh',
      async answer() {
        const [pack, { version, files }] = await Promise.all([content.read('encyclopedia/pack'), library.files()]);
        const list = [...files.values()].map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
        return { body: { ...(isObject(pack) ? pack : {}), version, files: list } };
      },
    },
    {
      method: 'GET',
      path: 'encyclopedia/pack/{version}/{file}',
      rest: true,
      id: 'readPackFile',
      summary: 'A file of the pack',
      description: 'Never changes under its address. Slashes in `file` may be written as such.',
      parameters: [
        segment('version', 'As the manifest says.', '^[0-9a-f]{16}$', '{version}'),
        segment('file', 'As the manifest names it.', '^[A-Za-z0-9][A-Za-z0-9/._-]*$', 'zh-CN/names'),
      ],
      success: { status: 200, description: 'The file.', schema: {} },
      refusals: { 404: 'The pack has another version or no such file: read the manifest.' },
      cache: 'immutable',
      async answer({ path }) {
        const { version, files } = await library.files();
        const file = path['version'] === version ? files.get(path['file'] ?? '') : undefined;
        if (!file) throw missing();
        return { body: file.body, tag: file.sha256 };
      },
    },
  ];
}

/** The encyclopedia's routes that are read with GET and have no text of their own to work on. */
export const encyclopediaRoutes = (library: Library, content: ContentStore): readonly Route[] => [
  ...packRoutes(library, content),
  ...nameRoutes(library),
  ...entryRoutes(library),
];
