import { ID_SYSTEM, OP_EXTENSION, type Json, type RecordState } from '../schema.js';
import { copyOf } from '../stamp.js';
import type { Fact } from './numbers.js';

type Extra = Omit<RecordState, 'ref' | 'gen' | 'body' | 'time' | 'tok' | 'was' | 'moved'>;

/**
 * The records of a block in order, as lists: what they have in common is said once, and what follows from something else not
 * at all. Little to deflate, little to parse.
 */
export interface Packed {
  /** Generation of each, or of all. */
  readonly g: number | readonly number[];
  /** Clinical time of the first, then how much later each next one is. */
  readonly t: readonly number[];
  /** Every different list of codings, as JSON; and which one each carries, where there are several. */
  readonly c: readonly string[];
  readonly k?: readonly number[];
  /** Operation ids, where body and client identifier are as our own writes leave them; else 0. */
  readonly o: readonly (string | 0)[];
  /** Operation that waits (and nothing else) of each, counted from the one before; 0: none. */
  readonly p?: readonly number[];
  /** What else is known of some. */
  readonly x?: Readonly<Record<number, Partial<Extra>>>;
  /** Elements that every body has alike. */
  readonly s: Readonly<Record<string, unknown>>;
  /** Bodies without those, without client identifier and operation id; of removed ones the ref. */
  readonly b: readonly (Record<string, unknown> | string)[];
}

/** Records of a block, and which of their codings they carry. */
export interface Unpacked {
  readonly states: readonly RecordState[];
  readonly codings: readonly string[];
  readonly carried: readonly number[] | undefined;
}

type Identifier = { readonly system?: string; readonly value?: string };
type Extension = { readonly url?: string; readonly valueString?: string };

const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []); // elements are looked at by property only

// The operation id of a body as stamp() leaves it; 0 where something else was made of it.
function stampOf(body: Json): string | 0 {
  const [own, mark] = [list<Identifier>(body['identifier']).at(-1), list<Extension>(body['extension']).at(-1)];
  const isOurs = own?.system === ID_SYSTEM && own.value === body.id && Object.keys(own).length === 2;
  return isOurs && mark?.url === OP_EXTENSION && Object.keys(mark).length === 2 ? mark.valueString || 0 : 0;
}

// Elements that are the same text in every body.
function sharedBy(bodies: readonly (Json | null)[]): Map<string, string> {
  const shared = new Map<string, string>();
  const [first, ...others] = bodies;
  for (const name of Object.keys(first ?? {})) shared.set(name, JSON.stringify(first![name])); // there is one, or it has no names
  for (const own of ['id', 'identifier', 'extension']) shared.delete(own);
  const last = new Map(Object.entries(first ?? {})); // lent ones are the very same object in most bodies
  for (const body of others)
    for (const [name, text] of shared) {
      const value = body?.[name];
      if (value === last.get(name)) continue;
      if (JSON.stringify(value) === text) last.set(name, value);
      else shared.delete(name);
    }
  return shared;
}

// What of a body has to be said.
function bare(body: Json, op: string | 0, shared: ReadonlyMap<string, string>): Record<string, unknown> {
  const rest: Record<string, unknown> = {};
  for (const name of Object.keys(body)) {
    if (shared.has(name)) continue;
    const stamped = op !== 0 && (name === 'identifier' || name === 'extension');
    const value = stamped ? list(body[name]).slice(0, -1) : body[name];
    if (!stamped || (value as readonly unknown[]).length) rest[name] = value; // a list, just made
  }
  return rest;
}

function whole(rest: Record<string, unknown>, op: string | 0, shared: Readonly<Record<string, unknown>>, lent: boolean): Json {
  for (const name in shared) rest[name] = lent ? shared[name] : copyOf(shared[name]);
  const body = rest as unknown as Json; // as bare() made it
  if (op === 0) return body;
  const stamped = body as unknown as { identifier?: unknown[]; extension?: unknown[] }; // lists, if there are any
  (stamped.identifier ??= []).push({ system: ID_SYSTEM, value: body.id });
  (stamped.extension ??= []).push({ url: OP_EXTENSION, valueString: op });
  return body;
}

/** The text of a block. */
export function packBlock(facts: readonly Fact[]): string {
  const codings = new Map<string, number>();
  const lists = { g: [] as number[], t: [] as number[], k: [] as number[], o: [] as (string | 0)[], p: [] as number[], b: [] as Packed['b'][number][] };
  const x: Record<number, Partial<Extra>> = {};
  const shared = sharedBy(facts.map(({ state }) => state.body));
  let [time, seq] = [0, 0];
  facts.forEach(({ state, codings: carried }, i) => {
    const { ref, gen, body, time: at, tok: _tok, was: _was, moved: _moved, queue, pending, ...others } = state;
    lists.g.push(gen);
    lists.t.push(at - time);
    time = at;
    if (!codings.has(carried)) codings.set(carried, codings.size);
    lists.k.push(codings.get(carried)!); // set just now
    const op = body ? stampOf(body) : 0;
    lists.o.push(op);
    lists.b.push(body ? bare(body, op, shared) : ref);
    const waits = pending !== undefined && queue.length === 1 && queue[0] === pending;
    lists.p.push(waits ? pending - seq : 0);
    if (waits) seq = pending;
    const extra: Partial<Extra> = { ...others, ...(!waits && queue.length && { queue }), ...(!waits && pending !== undefined && { pending }) };
    for (const _any in extra) x[i] = extra;
  });
  const { g, t, k, o, p, b } = lists;
  const packed: Packed = {
    g: g.every((gen) => gen === g[0]) ? g[0]! : g, // a block is not empty
    ...{ t, c: [...codings.keys()], o, b, s: Object.fromEntries([...shared].map(([name, text]) => [name, JSON.parse(text) as unknown])) },
    ...(codings.size > 1 && { k }),
    ...(p.some(Boolean) && { p }),
    ...(Object.keys(x).length && { x }),
  };
  return JSON.stringify(packed);
}

/** The records of a block. `lent`: what bodies have alike is one object in all of them, for whoever changes none and gives none away. */
export function unpackBlock({ g, t, c, k, o, p, x, s, b }: Packed, tok: string, lent = false): Unpacked {
  let [time, seq] = [0, 0];
  const states = b.map((rest, i): RecordState => {
    time += t[i]!; // all lists have the same length
    const body = typeof rest === 'string' ? null : whole(rest, o[i]!, s, lent);
    const ref = body ? `${body.resourceType}/${body.id}` : (rest as string); // one or the other
    const waits = p?.[i] ? { pending: (seq += p[i]), queue: [seq] } : undefined;
    return { queue: waits?.queue ?? [], ...waits, ...x?.[i], ref, gen: typeof g === 'number' ? g : g[i]!, tok, time, body };
  });
  return { states, codings: c, carried: k };
}
