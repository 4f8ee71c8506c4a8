import { NelumboError } from '../i18n/index.js';
import type { Records } from '../records/index.js';
import { blocked } from './halt.js';

/** How the host gives a bearer token; nothing (`undefined` or empty) for a server that needs none. */
export type TokenSource = (request: { reason: 'start' | 'expired' }) => Promise<string | undefined>;

/** Where the login is kept that these records are synced with. */
const DOC = 'sync/login';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const OTHER = 'The login belongs to somebody else than these records. Nothing was sent. Sign in as their owner, or agree to sync again.';

// The claims of a JWT, unchecked: the server checks the signature, we only look for a mistake of the host. Ids are ASCII.
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const payload = token.split('.')[1] ?? '';
  let [bits, held, text] = [0, 0, ''];
  for (const letter of payload) {
    held = (held << 6) | (ALPHABET.indexOf(letter) & 63);
    bits += 6;
    if (bits >= 8) text += String.fromCharCode((held >> (bits -= 8)) & 255);
  }
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {}; // read by name only
  } catch {
    return {}; // opaque
  }
}

/** Bearer tokens of the host: kept in memory, renewed by one call however many requests need it. */
export class Session {
  readonly #ask: TokenSource | undefined;
  readonly #records: Records | undefined;
  #token: Promise<string | undefined> | undefined;

  /** @param records - whose records these are: a token that says otherwise is not used */
  constructor(ask: TokenSource | undefined, records?: Records) {
    this.#ask = ask;
    this.#records = records;
  }

  /**
   * @param rejected - the token that the server just refused
   * @throws Halt `blocked`
   */
  async token(rejected?: string): Promise<string | undefined> {
    if (!this.#ask) return undefined;
    const known = this.#token;
    if (rejected !== undefined && known && ((await known) ?? '') === rejected && this.#token === known) this.#token = undefined;
    const asked = (this.#token ??= this.#checked(this.#ask, rejected === undefined ? 'start' : 'expired'));
    try {
      return await asked;
    } catch (cause) {
      if (this.#token === asked) this.#token = undefined;
      if (cause instanceof NelumboError && cause.code === 'not-allowed') throw blocked('not-allowed', OTHER);
      throw blocked('token-expired', 'The host gave no token. Sign in again.', cause);
    }
  }

  async #checked(ask: TokenSource, reason: 'start' | 'expired'): Promise<string | undefined> {
    const token = (await ask({ reason })) || undefined;
    if (token === undefined || !this.#records) return token;
    const { iss, sub, patient } = claimsOf(token);
    const own = this.#records.patient?.split('/').at(-1);
    const wrong = () => new NelumboError('not-allowed', OTHER);
    if (own !== undefined && typeof patient === 'string' && patient.split('/').at(-1) !== own) throw wrong();
    if (typeof sub !== 'string') return token;
    const login = JSON.stringify([iss, sub]);
    const before = await this.#records.doc<string>(DOC);
    if (before !== undefined && before !== login) throw wrong();
    if (before === undefined) await this.#records.vault.transact('relaxed', (tx) => tx.setDoc(DOC, login));
    return token;
  }
}

/** The user agreed anew: the next login counts. */
export async function forgetLogin({ vault }: Records): Promise<void> {
  await vault.transact('relaxed', async (tx) => {
    if ((await tx.doc(DOC)) !== undefined) await tx.setDoc(DOC, null);
  });
}
