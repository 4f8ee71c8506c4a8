export { concat, decodeUtf8, encodeUtf8, lengthPrefixed, sameBytes, toHex } from './bytes.js';
export {
  webCryptoSuite,
  type AlgorithmLike,
  type CryptoKeyLike,
  type KekStore,
  type SubtleCryptoLike,
  type WebCryptoLike,
  type WebCryptoSuiteOptions,
} from './webcrypto.js';
