/** A failure as it crosses the bridge: a code and at most a short text, never a stack. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Envelope: `s` is the epoch, one for each load of the guest page; `n` counts up within epoch and kind. */
interface Envelope {
  readonly p: 'nelumbo';
  /** Protocol version. */
  readonly v: number;
  readonly s: string;
  readonly n: number;
}

/** What a guest offers and speaks. The first message of an epoch. */
export type Hello = Envelope & { readonly k: 'hello'; readonly versions: readonly number[]; readonly caps: readonly string[] };
/** The host's answer: what may be called there, and the look to take on. Never a token. */
export type Welcome = Envelope & { readonly k: 'welcome'; readonly caps: readonly string[]; readonly context?: unknown; readonly e?: Failure };
/** A call. */
export type Request = Envelope & { readonly k: 'req'; readonly m: string; readonly a?: unknown };
/** The answer to the call of the same `n`. */
export type Response = Envelope & { readonly k: 'res'; readonly r?: unknown; readonly e?: Failure };
/** Something that happened; nobody answers. */
export type Event = Envelope & { readonly k: 'evt'; readonly m: string; readonly a?: unknown };

/** Everything that travels over a {@link Pipe}. */
export type Message = Hello | Welcome | Request | Response | Event;

/** How messages get from one side to the other. */
export interface Pipe {
  /** `live`: both ways at once. `deferred`: arrives when the page is left. `oneway`: nothing comes back. */
  readonly duplex: 'live' | 'deferred' | 'oneway';
  /** @throws Error with `code: 'payload'` when the message may not travel this way */
  send(message: Message): void;
  /** Hands over whatever arrives, unchecked; returns how to stop. */
  receive(listener: (raw: unknown) => void): () => void;
}

/** An Error with a `code`, the only kind that the bridge raises: `unsupported | timeout | closed | oneway | payload | version`. */
export const failure = (code: string, message: string): Error & { code: string } => Object.assign(new Error(message), { code });

const isShort = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 64;
const isList = (value: unknown, each: (one: unknown) => boolean): boolean => Array.isArray(value) && value.length <= 100 && value.every(each);
const isCount = (value: unknown): boolean => typeof value === 'number' && value > 0 && value % 1 === 0;

/** Whether something that arrived has the shape of a message. Its content is still anybody's. */
export function isMessage(raw: unknown): raw is Message {
  if (typeof raw !== 'object' || raw === null) return false;
  const { p, k, s, n, v, m, caps, versions, e } = raw as Record<string, unknown>; // an object; every field is checked here
  if (p !== 'nelumbo' || !isShort(s) || !isCount(n) || !isCount(v)) return false;
  if (e !== undefined && !(typeof e === 'object' && e !== null && isShort((e as Partial<Failure>).code))) return false; // an object, read warily
  if (k === 'req' || k === 'evt') return isShort(m);
  if (k === 'hello') return isList(caps, isShort) && isList(versions, isCount);
  return k === 'res' || (k === 'welcome' && isList(caps, isShort));
}
