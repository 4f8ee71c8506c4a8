import { encodeUtf8 } from '../platform/utf8.js';

/** The signature in `manifest.json`; the manifest holds the hash of every other file, so it stands for the whole pack. */
export interface PackSignature {
  readonly algorithm: 'Ed25519';
  /** 64 bytes, base64url. */
  readonly value: string;
}

/** Checks an Ed25519 signature; `undefined` where the platform cannot. */
export type Ed25519Verify = (key: Uint8Array, signature: Uint8Array, message: Uint8Array) => Promise<boolean | undefined>;

/** What is signed: the manifest as compact JSON, its fields in their order, without the signature. */
export function signedText(manifest: object): string {
  const { signature: _, ...rest } = manifest as { readonly signature?: unknown }; // any manifest
  return JSON.stringify(rest);
}

/** Bytes of base64url; what is no base64url gives none. */
function bytesOf(text: string): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const character of text.replace(/=+$/, '')) {
    const digit = digits.indexOf(character);
    if (digit < 0) return new Uint8Array(0);
    bits = ((bits << 6) | digit) & 0xffff;
    held += 6;
    if (held >= 8) bytes.push((bits >> (held -= 8)) & 255);
  }
  return Uint8Array.from(bytes);
}

/**
 * Accepts packs of one publisher only: give the result to `packFiles`. Where the platform has no Ed25519, our own check serves, loaded then.
 * @param key - the publisher's public key, 32 bytes in base64url, as `nelumbo-pack build --sign` prints it
 * @param native - the platform's own check
 */
export function signedBy(key: string, native?: Ed25519Verify): (manifest: object) => Promise<boolean> {
  return async (manifest) => {
    const { signature } = manifest as { readonly signature?: Partial<PackSignature> }; // of any shape: each field is checked
    if (signature?.algorithm !== 'Ed25519' || typeof signature.value !== 'string') return false;
    const [signer, value, text] = [bytesOf(key), bytesOf(signature.value), encodeUtf8(signedText(manifest))];
    const answer = await native?.(signer, value, text);
    return answer ?? (await import('./ed25519.js')).verifyEd25519(signer, value, text);
  };
}
