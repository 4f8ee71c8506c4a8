const piece = 8_192;
const replacement = 0xfffd;

/** Turns UTF-8 bytes that come in pieces into text; a character cut by the end of a piece waits for the next. Broken bytes become U+FFFD. */
export class Utf8Reader {
  readonly #units = new Uint16Array(piece + 2);
  #code = 0;
  /** Bytes of the current character still to come. */
  #left = 0;
  #least = 0;

  read(chunk: string | Uint8Array): string {
    if (typeof chunk === 'string') return chunk;
    let [text, n] = ['', 0];
    for (let i = 0; i < chunk.length; i++) {
      n = this.#take(chunk[i]!, n); // inside the chunk
      if (n < piece) continue;
      text += this.#text(n);
      n = 0;
    }
    return text + this.#text(n);
  }

  #take(byte: number, n: number): number {
    const units = this.#units;
    if (this.#left === 0 && byte < 0x80) {
      units[n] = byte;
      return n + 1;
    }
    if (this.#left > 0 && (byte & 0xc0) === 0x80) {
      this.#code = (this.#code << 6) | (byte & 0x3f);
      return --this.#left ? n : this.#put(this.#code >= this.#least && this.#code < 0x110000 ? this.#code : replacement, n);
    }
    if (this.#left > 0) {
      this.#left = 0; // the character broke off
      return this.#take(byte, this.#put(replacement, n));
    }
    const [left, code, least] =
      byte >= 0xf8 || byte < 0xc0 ? [0, replacement, 0] : byte >= 0xf0 ? [3, byte & 7, 0x10000] : byte >= 0xe0 ? [2, byte & 15, 0x800] : [1, byte & 31, 0x80];
    if (left === 0) return this.#put(code, n);
    [this.#left, this.#code, this.#least] = [left, code, least];
    return n;
  }

  #put(code: number, n: number): number {
    const units = this.#units;
    if (code < 0x10000) {
      units[n] = code;
      return n + 1;
    }
    units[n] = 0xd800 + ((code - 0x10000) >> 10);
    units[n + 1] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    return n + 2;
  }

  #text(n: number): string {
    return n ? String.fromCharCode.apply(null, this.#units.subarray(0, n) as unknown as number[]) : ''; // array-like, which apply takes
  }

  /** What a character that the file cut off leaves behind. */
  end(): string {
    const cut = this.#left > 0;
    this.#left = 0;
    return cut ? '\uFFFD' : '';
  }
}
