import { NelumboError } from '@nelumbo/core';
import { webCryptoSuite, type KekStore, type WebCryptoLike } from '@nelumbo/core/crypto';
import type { Crypto } from '@nelumbo/core/platform';
import { compression } from './compression.js';
import { idbKekStore } from './kek-store.js';

/** What {@link browserCrypto} takes from the page; tests put something else there. */
export interface BrowserCryptoOptions {
  readonly webcrypto?: Partial<Pick<globalThis.Crypto, 'subtle' | 'getRandomValues'>> | undefined;
  readonly keks?: KekStore;
}

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

/**
 * The Crypto port on WebCrypto (suite 1), with this device's wrapping keys in IndexedDB.
 * @throws NelumboError `storage-unavailable` on an insecure page: browsers give no encryption there
 */
export function browserCrypto({ webcrypto = globalThis.crypto, keks = idbKekStore() }: BrowserCryptoOptions = {}): Crypto {
  if (!webcrypto?.subtle)
    throw new NelumboError(
      'storage-unavailable',
      'Health data can only be kept encrypted, and browsers encrypt only on secure pages. Serve this page over https (or from localhost).',
    );
  // `subtle` is there, and `getRandomValues` is older than it.
  const suite = webCryptoSuite({ webcrypto: webcrypto as WebCryptoLike, keks });
  return { ...suite, ...compression(), encodeText: (text) => encoder.encode(text), decodeText: (bytes) => decoder.decode(bytes) };
}
