import { NelumboError } from '@nelumbo/core/i18n';
import type { Secret } from '@nelumbo/core/records';

/** What the PRF is evaluated at: the same for ever, or the secret is another one. */
const salt = new TextEncoder().encode('nelumbo records 1');
const prf = { prf: { eval: { first: salt } } };

/** Who a new passkey is for. */
export interface PasskeyOwner {
  /** The host's id for the user, at most 64 bytes in UTF-8; the authenticator keeps it, so nothing that tells who it is. */
  readonly user: string;
  /** What the user reads in the list of passkeys, such as an account name. */
  readonly name: string;
  /** The site's name. */
  readonly site: string;
  /** A registrable suffix of the page's host; the host itself without it. */
  readonly rpId?: string;
}

/** False where the browser says that it has no such passkeys; true where it has them or cannot say. */
export async function hasPasskeys(): Promise<boolean> {
  if (typeof PublicKeyCredential === 'undefined') return false;
  const capable = PublicKeyCredential as unknown as { getClientCapabilities?: () => Promise<Record<string, boolean>> }; // WebAuthn level 3, not yet in TypeScript's lib
  return (await capable.getClientCapabilities?.())?.['extension:prf'] ?? true;
}

/**
 * Makes a passkey and gives what it wraps the records' key with: `client.records.keys.add(await createPasskey(…))`. Call it on a press of the
 * user, and after another way to open the data was added: a passkey can be deleted.
 * @throws NelumboError `aborted` when the user declines, `not-allowed` where the page may not ask, `unsupported` without the PRF extension
 * @see https://www.w3.org/TR/webauthn-3/#prf-extension
 */
export async function createPasskey({ user, name, site, rpId }: PasskeyOwner): Promise<Secret> {
  const made = await asked((container) =>
    container.create({
      publicKey: {
        challenge: nonce(), // no server checks it: the secret itself is the proof
        rp: { name: site, ...(rpId ? { id: rpId } : {}) },
        user: { id: new TextEncoder().encode(user), name, displayName: name },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })), // ES256, EdDSA, RS256
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        extensions: prf,
      },
    }),
  );
  if (made.getClientExtensionResults().prf?.enabled === false) throw unsupported();
  // Few authenticators give the secret while they make the passkey; the others give it when they are asked.
  return secretOf(made) ?? passkeySecret({ ...(rpId ? { rpId } : {}), credential: new Uint8Array(made.rawId) });
}

/**
 * What an existing passkey opens the records with: the answer to the `secret` option of a client.
 * @param request.credential - only this one; the user chooses without it
 * @throws NelumboError as {@link createPasskey}
 */
export async function passkeySecret(request: { readonly rpId?: string; readonly credential?: Uint8Array<ArrayBuffer> } = {}): Promise<Secret> {
  const { rpId, credential } = request;
  const got = await asked((container) =>
    container.get({
      publicKey: {
        challenge: nonce(),
        ...(rpId ? { rpId } : {}),
        ...(credential ? { allowCredentials: [{ type: 'public-key', id: credential }] } : {}),
        userVerification: 'required',
        extensions: prf,
      },
    }),
  );
  const secret = secretOf(got);
  if (!secret) throw unsupported();
  return secret;
}

const nonce = () => crypto.getRandomValues(new Uint8Array(32));
const unsupported = (cause?: unknown) => new NelumboError('unsupported', 'This browser or authenticator derives no secret from a passkey (PRF).', { cause });

async function asked(ask: (container: CredentialsContainer) => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!(await hasPasskeys())) throw unsupported();
  try {
    const credential = await ask(navigator.credentials);
    if (credential instanceof PublicKeyCredential) return credential;
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    if (name === 'SecurityError')
      throw new NelumboError('not-allowed', 'This page may not ask for a passkey: check rpId, HTTPS and the frame’s permissions.', { cause });
    if (name === 'NotSupportedError') throw unsupported(cause);
    if (name !== 'NotAllowedError' && name !== 'AbortError') throw cause;
  }
  throw new NelumboError('aborted', 'No passkey was chosen.');
}

function secretOf(credential: PublicKeyCredential): Secret | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return undefined;
  return { kind: 'passkey', secret: ArrayBuffer.isView(first) ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength) : new Uint8Array(first) };
}
