/** The readers that the development identity provider knows. */
export type PersonId = 'lin' | 'zhou';

/** Somebody who is signed in. Tokens live in this object only, never in storage. */
interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** Answer of `POST /oidc/token`. */
interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly patient: string;
}

const clientId = 'nelumbo-demo';

/** Why no token came: the server could not be reached, or it refused. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
  constructor(readonly code: 'offline' | 'refused') {
    super(`session: ${code}`);
  }
}

/**
 * Signs one person in at the development identity provider and keeps the tokens in memory.
 * A real portal would hand out its own user's token here; the SDK only ever sees {@link Session.token}.
 */
export class Session {
  readonly person: PersonId;
  #tokens: Promise<Tokens> | undefined;

  constructor(person: PersonId) {
    this.person = person;
  }

  /** A bearer token; `expired` trades the refresh token for a new one, or signs in again when that is spent too. */
  readonly token = async ({ reason }: { reason: 'start' | 'expired' }): Promise<string> => {
    const known = await this.#tokens?.catch(() => undefined); // a failed sign-in is tried again below
    if (known && reason === 'start') return known.access;
    this.#tokens = known ? this.#refresh(known.refresh) : this.#signIn();
    return (await this.#tokens).access;
  };

  #signIn(): Promise<Tokens> {
    return ask({ grant_type: 'urn:nelumbo:grant:development', person: this.person });
  }

  #refresh(refresh: string): Promise<Tokens> {
    return ask({ grant_type: 'refresh_token', refresh_token: refresh }).catch((error: unknown) => {
      if (error instanceof SessionError && error.code === 'refused') return this.#signIn();
      throw error;
    });
  }
}

async function ask(form: Record<string, string>): Promise<Tokens> {
  const response = await fetch('/oidc/token', { method: 'POST', body: new URLSearchParams({ ...form, client_id: clientId }) }).catch(() => {
    throw new SessionError('offline');
  });
  if (!response.ok) throw new SessionError(response.status >= 500 ? 'offline' : 'refused');
  const answer = (await response.json()) as TokenAnswer; // our own server's documented answer
  return { access: answer.access_token, refresh: answer.refresh_token };
}
