// Ed25519 verification (RFC 8032) where the platform has none: web views before Chromium 137, mini-programs, pages without a secure
// context. It checks signatures of public files with public keys, so nothing here is secret and time tells nobody anything.
const WORD = (1n << 64n) - 1n;

/** Floor of the `degree`-th root of a large number. */
function root(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << 80n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}

// The constants of SHA-512 (FIPS 180-4): 64 bits behind the point of the roots of the first primes.
const K: bigint[] = [];
const START: bigint[] = [];
function prepare(): void {
  for (let n = 2; K.length < 80; n++) {
    let prime = true;
    for (let i = 2; i * i <= n; i++) if (n % i === 0) prime = false;
    if (!prime) continue;
    if (START.length < 8) START.push(root(BigInt(n) << 128n, 2n) & WORD);
    K.push(root(BigInt(n) << 192n, 3n) & WORD);
  }
}

const turn = (x: bigint, by: bigint) => ((x >> by) | (x << (64n - by))) & WORD;

function block(state: readonly bigint[], bytes: Uint8Array, at: number): bigint[] {
  const w: bigint[] = [];
  for (let t = 0; t < 16; t++) {
    let word = 0n;
    for (let i = 0; i < 8; i++) word = (word << 8n) | BigInt(bytes[at + t * 8 + i]!);
    w.push(word);
  }
  for (let t = 16; t < 80; t++) {
    const [x, y] = [w[t - 15]!, w[t - 2]!];
    w.push(((turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n)) + w[t - 7]! + (turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n)) + w[t - 16]!) & WORD);
  }
  let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]; // eight words, always
  for (let t = 0; t < 80; t++) {
    const one = (h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & WORD & g)) + K[t]! + w[t]!) & WORD;
    const two = ((turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & WORD;
    [a, b, c, d, e, f, g, h] = [(one + two) & WORD, a, b, c, (d + one) & WORD, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]!) & WORD);
}

/** SHA-512, as 64 bytes. */
export function sha512(bytes: Uint8Array): Uint8Array {
  if (K.length === 0) prepare();
  const padded = new Uint8Array(Math.ceil((bytes.length + 17) / 128) * 128);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  for (let i = 0, bits = bytes.length * 8; i < 6; i++, bits = Math.floor(bits / 256)) padded[padded.length - 1 - i] = bits % 256;
  let state = START;
  for (let at = 0; at < padded.length; at += 128) state = block(state, padded, at);
  return Uint8Array.from({ length: 64 }, (_, i) => Number((state[i >> 3]! >> BigInt(56 - 8 * (i & 7))) & 255n));
}

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = (x: bigint, by = P): bigint => ((x % by) + by) % by;
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b);
  return result;
}
const D = mod(-121665n * power(121666n, P - 2n));

/** Extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint];

function add([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const [a, b, c, d] = [mod((y1 - x1) * (y2 - x2)), mod((y1 + x1) * (y2 + x2)), mod(2n * D * t1 * t2), mod(2n * z1 * z2)];
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(point: Point, factor: bigint): Point {
  let sum: Point = [0n, 1n, 1n, 0n];
  for (let p = point, n = factor; n > 0n; n >>= 1n, p = add(p, p)) if (n & 1n) sum = add(sum, p);
  return sum;
}

const numberOf = (bytes: Uint8Array): bigint => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);

/** The point that 32 bytes stand for; `undefined` for bytes that stand for none. */
function pointOf(bytes: Uint8Array): Point | undefined {
  const coded = numberOf(bytes);
  const [y, odd] = [coded & ((1n << 255n) - 1n), coded >> 255n];
  if (y >= P) return undefined;
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) !== u) x = mod(x * power(2n, (P - 1n) / 4n));
  if (mod(v * x * x) !== u || (x === 0n && odd === 1n)) return undefined;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

/**
 * Whether a signature of `message` was made with the secret key of `key`. About 50 ms on a laptop.
 * @param key - 32 bytes
 * @param signature - 64 bytes
 */
export function verifyEd25519(key: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const [signer, commitment] = [pointOf(key), pointOf(signature.subarray(0, 32))];
  const response = numberOf(signature.subarray(32));
  const base = pointOf(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0x58 : 0x66)))!;
  if (!signer || !commitment || response >= ORDER) return false;
  const signed = new Uint8Array(64 + message.length);
  signed.set(signature.subarray(0, 32));
  signed.set(key, 32);
  signed.set(message, 64);
  const challenge = mod(numberOf(sha512(signed)), ORDER);
  const [left, right] = [times(base, response), add(commitment, times(signer, challenge))];
  return mod(left[0] * right[2]) === mod(right[0] * left[2]) && mod(left[1] * right[2]) === mod(right[1] * left[2]);
}
