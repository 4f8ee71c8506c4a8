import { encodeUtf8 } from '../crypto/index.js';
import type { Expect, Put, Row } from '../platform.js';
import { openSpans, relist } from './blocks/spans.js';
import { primaryCode, withCodes } from './codes.js';
import { REVISION } from './envelope.js';
import { storageCode } from './errors.js';
import { SCHEMA, type Codes, type Head, type RecordState } from './schema.js';
import type { Vault } from './vault.js';

const PAGE = 200; // records in one commit

/**
 * Takes the records of schema 1 (one row each in `records`, found by `index`) into the tail, and the lists of blocks of schema 2 (a row
 * for each year in `ids`) into `spans`. Each commit moves some of them whole, so that it may stop anywhere and go on with the next
 * opening, in this tab or another; the lists go in one, so that no block is ever without.
 * @throws StorageError
 */
export async function rollForward(vault: Vault): Promise<void> {
  for (let more = true; more;) {
    try {
      more = await page(vault);
    } catch (error) {
      if (storageCode(error) !== 'conflict') throw error;
    }
    await vault.forgetPlaces();
  }
}

type Former = RecordState & { readonly rows?: readonly (readonly [tok: string, period: number])[] };

async function page(vault: Vault): Promise<boolean> {
  const [rows, heads] = (await vault.read([
    { table: 'records', from: [''], to: ['\uffff'], limit: PAGE },
    { table: 'meta', key: ['head'] },
  ])) as [Row[], Row[]]; // as many as asked for
  const [row] = heads;
  const head = row && (await vault.open<Head>('meta', row));
  const opened = await Promise.all(rows.map((one) => vault.open<Former>('records', one)));
  const known = await vault.codes();
  let codes: Codes = known;
  const live: Record<string, number> = { ...head?.live };
  const puts: Put[] = [['meta', ['schema'], encodeUtf8(String(SCHEMA))]];
  for (const [i, former] of opened.entries()) {
    const { key, value } = rows[i]!; // one of them each
    puts.push(['records', key, null]);
    if (!former) {
      puts.push(['quarantine', ['records', ...key], value]);
      continue;
    }
    const { rows: listed = [], ...state } = former;
    const type = state.ref.split('/')[0]!; // a ref has both
    if (state.body) codes = withCodes(codes, state.body);
    else codes = { ...codes, [type]: { '': [], ...codes[type] } };
    if (state.body) live[type] = (live[type] ?? 0) + 1;
    const at = [await vault.token('tok', type, state.body ? primaryCode(state.body) : ''), await vault.token('ref', state.ref)];
    puts.push(['tail', at, await vault.sealer.seal('tail', at, state)], ...listed.map(([tok, period]): Put => ['index', [tok, period, ...key], null]));
  }
  const lists = await moveLists(vault);
  puts.push(...lists.puts);
  if (codes !== known) puts.push(['meta', ['codes'], await vault.sealer.seal('meta', ['codes'], codes)]);
  const expect: Expect[] = rows.map((one) => ['records', one.key, one.value.slice(0, REVISION)]);
  if (row) expect.push(['meta', ['head'], row.value.slice(0, REVISION)]);
  if (head) puts.push(['meta', ['head'], await vault.sealer.seal('meta', ['head'], { ...head, live })]);
  await vault.commitAside(puts, [...expect, ...lists.expect]);
  return rows.length === PAGE;
}

/** The lists of schema 2 as those of schema 3. One that does not open stays so, and is made good from the blocks as any other. */
async function moveLists(vault: Vault): Promise<{ readonly puts: Put[]; readonly expect: Expect[] }> {
  const rows = (await vault.read([{ table: 'ids', from: [''], to: ['\uffff'] }]))[0]!; // one want
  const puts = rows.map(({ key }): Put => ['ids', key, null]);
  for (const tok of new Set(rows.map(({ key }) => String(key[0])))) {
    const own = rows.filter(({ key }) => key[0] === tok);
    const damaged: Row[] = [];
    const made = await openSpans(vault, own, (row) => damaged.push(row), 'ids');
    if (damaged.length)
      puts.push(['spans', [tok, 0], damaged[0]!.value]); // not empty
    else puts.push(...(await relist(vault, tok, [], { gone: new Set(), made })).puts);
  }
  return { puts, expect: rows.map(({ key, value }): Expect => ['ids', key, value.slice(0, REVISION)]) };
}
