// RFC 4648, section 4. The core has no `btoa`.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128).map((_none, code) => Math.max(0, letters.indexOf(String.fromCharCode(code))));

/** Text of bytes, padded. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b = 0, c = 0] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    const left = bytes.length - i;
    text +=
      letters[a >> 2]! + letters[((a & 3) << 4) | (b >> 4)]! + (left > 1 ? letters[((b & 15) << 2) | (c >> 6)]! : '=') + (left > 2 ? letters[c & 63]! : '=');
    if (text.length > 8192) {
      parts.push(text);
      text = '';
    }
  }
  return parts.join('') + text;
}

/** Bytes of a text that {@link toBase64} made. */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  let n = 0;
  for (let i = 0; i < text.length; i += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => values[text.charCodeAt(i + k)]!) as [number, number, number, number]; // four of them
    const bits = (a << 18) | (b << 12) | (c << 6) | d;
    for (const byte of [bits >> 16, (bits >> 8) & 255, bits & 255]) if (n < out.length) out[n++] = byte;
  }
  return out;
}
