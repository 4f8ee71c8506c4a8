/** UTF-8, hex and byte joining: the core has neither `TextEncoder` nor `Buffer`. */
import { encodeUtf8 } from '../platform/utf8.js';

export { encodeUtf8 };

/** Text of UTF-8 bytes that {@link encodeUtf8} made (sealed, so never malformed; what is malformed decodes to something, without throwing). */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length;) {
    const b = bytes[i++]!;
    const more = () => bytes[i++]! & 63;
    if (b < 0x80) units.push(b);
    else if (b < 0xe0) units.push(((b & 31) << 6) | more());
    else if (b < 0xf0) units.push(((b & 15) << 12) | (more() << 6) | more());
    else {
      const c = (((b & 7) << 18) | (more() << 12) | (more() << 6) | more()) - 0x10000;
      units.push(0xd800 + (c >> 10), 0xdc00 + (c & 1023));
    }
    // `fromCharCode` takes its arguments on the stack: a few thousand at a time are safe in every engine.
    if (units.length > 4096) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  return parts.join('') + String.fromCharCode(...units);
}

/** Lower-case hexadecimal. */
export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** The parts in a row. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Each part after its length (4 bytes, big endian): no two lists of parts give the same bytes. */
export function lengthPrefixed(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  return concat(
    ...parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? encodeUtf8(part) : part;
      return [Uint8Array.of(bytes.length >>> 24, bytes.length >>> 16, bytes.length >>> 8, bytes.length), bytes];
    }),
  );
}

/** Whether both hold the same bytes. Not constant-time: for revisions, never for secrets. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
