// SHA-256 (FIPS 180-4) without a port: packs are checked in mini-programs and on pages without a secure context too.
import { encodeUtf8 } from '../platform/utf8.js';

const K = new Uint32Array(64);
const START = new Uint32Array(8);
/** The first 32 bits behind the point of a root: how the constants of SHA-2 are defined. */
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;
for (let n = 2, count = 0; count < 64; n++) {
  let prime = true;
  for (let i = 2; i * i <= n; i++) if (n % i === 0) prime = false;
  if (!prime) continue;
  if (count < 8) START[count] = fraction(Math.sqrt(n));
  K[count++] = fraction(Math.cbrt(n));
}

const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by));

function block(state: Uint32Array, w: Uint32Array): void {
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15]!, w[t - 2]!];
    w[t] = (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)) + w[t - 7]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[t - 16]!;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let t = 0; t < 64; t++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[t]! + w[t]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

/** SHA-256 of the UTF-8 form of a text, as 64 hex digits. About 10 ms a MB. */
export function sha256(text: string): string {
  const bytes = encodeUtf8(text);
  const state = START.slice();
  const w = new Uint32Array(64);
  const total = ((bytes.length + 8) >> 6) + 1;
  for (let chunk = 0; chunk < total; chunk++) {
    for (let t = 0; t < 16; t++) {
      let word = 0;
      for (let i = 0; i < 4; i++) {
        const at = chunk * 64 + t * 4 + i;
        word = (word << 8) | (at < bytes.length ? bytes[at]! : at === bytes.length ? 0x80 : 0);
      }
      w[t] = word;
    }
    if (chunk === total - 1) {
      w[14] = Math.floor((bytes.length * 8) / 2 ** 32);
      w[15] = bytes.length * 8;
    }
    block(state, w);
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}
