import { ID_SYSTEM, OP_EXTENSION, type Json, type RecordState } from '../schema.js';
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
  /** Bodies without client identifier and operation id; of removed ones the ref. */
  readonly b: readonly (Json | string)[];
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

// A body as stamp() leaves it, without what stamp() added last.
function unstamp(body: Json): readonly [op: string | 0, body: Json] {
  const [identifier, extension] = [list<Identifier>(body['identifier']), list<Extension>(body['extension'])];
  const [own, mark] = [identifier.at(-1), extension.at(-1)];
  const isOurs = own?.system === ID_SYSTEM && own.value === body.id && Object.keys(own).length === 2;
  if (!isOurs || mark?.url !== OP_EXTENSION || !mark.valueString || Object.keys(mark).length !== 2) return [0, body];
  const rest: Record<string, unknown> = { ...body, identifier: identifier.slice(0, -1), extension: extension.slice(0, -1) };
  if (identifier.length === 1) delete rest['identifier'];
  if (extension.length === 1) delete rest['extension'];
  return [mark.valueString, rest as Json]; // still has its type and id
}

function restamp(body: Json, op: string): Json {
  const whole = body as unknown as { identifier?: unknown[]; extension?: unknown[] }; // as unstamp() left it
  (whole.identifier ??= []).push({ system: ID_SYSTEM, value: body.id });
  (whole.extension ??= []).push({ url: OP_EXTENSION, valueString: op });
  return body;
}

/** The text of a block. */
export function packBlock(facts: readonly Fact[]): string {
  const codings = new Map<string, number>();
  const lists = { g: [] as number[], t: [] as number[], k: [] as number[], o: [] as (string | 0)[], p: [] as number[], b: [] as (Json | string)[] };
  const x: Record<number, Partial<Extra>> = {};
  let [time, seq] = [0, 0];
  facts.forEach(({ state, codings: carried }, i) => {
    const { ref, gen, body, time: at, tok: _tok, was: _was, moved: _moved, queue, pending, ...others } = state;
    lists.g.push(gen);
    lists.t.push(at - time);
    time = at;
    if (!codings.has(carried)) codings.set(carried, codings.size);
    lists.k.push(codings.get(carried)!); // set just now
    const [op, bare] = body ? unstamp(body) : ([0, ref] as const);
    lists.o.push(op);
    lists.b.push(bare);
    const waits = pending !== undefined && queue.length === 1 && queue[0] === pending;
    lists.p.push(waits ? pending - seq : 0);
    if (waits) seq = pending;
    const extra: Partial<Extra> = { ...others, ...(!waits && queue.length && { queue }), ...(!waits && pending !== undefined && { pending }) };
    for (const _any in extra) x[i] = extra;
  });
  const { g, t, k, o, p, b } = lists;
  const packed: Packed = {
    g: g.every((gen) => gen === g[0]) ? g[0]! : g, // a block is not empty
    ...{ t, c: [...codings.keys()], o, b },
    ...(codings.size > 1 && { k }),
    ...(p.some(Boolean) && { p }),
    ...(Object.keys(x).length && { x }),
  };
  return JSON.stringify(packed);
}

/** The records of a block. */
export function unpackBlock({ g, t, c, k, o, p, x, b }: Packed, tok: string): Unpacked {
  let [time, seq] = [0, 0];
  const states = b.map((body, i): RecordState => {
    const op = o[i]!; // all lists have the same length
    time += t[i]!;
    const ref = typeof body === 'string' ? body : `${body.resourceType}/${body.id}`;
    const waits = p?.[i] ? { pending: (seq += p[i]), queue: [seq] } : undefined;
    const whole = typeof body === 'string' ? null : op === 0 ? body : restamp(body, op);
    return { queue: waits?.queue ?? [], ...waits, ...x?.[i], ref, gen: typeof g === 'number' ? g : g[i]!, tok, time, body: whole };
  });
  return { states, codings: c, carried: k };
}
