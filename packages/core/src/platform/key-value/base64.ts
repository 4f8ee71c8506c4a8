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
  const at = (i: number) => values[text.charCodeAt(i)]!;
  for (let i = 0, n = 0; n < out.length; i += 4) {
    const bits = (at(i) << 18) | (at(i + 1) << 12) | (at(i + 2) << 6) | at(i + 3);
    out[n++] = bits >> 16; // the array keeps eight bits, and drops what lies behind its end
    out[n++] = bits >> 8;
    out[n++] = bits;
  }
  return out;
}
