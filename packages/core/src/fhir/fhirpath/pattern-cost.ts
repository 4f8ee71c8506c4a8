const GROUP = /\((\?(?:<?[=!]|:|<\w+>))?/y;
const ATOM = /\\(?:[pPu]\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|k<\w+>|[^])|\[(?:\\[^]|[^\]\\])*\]|[^]/iuy;
const AMOUNT = /(?:([*+?])|\{(\d+)(,?)(\d*)\})?\??/y;
const MANY = 9; // rounds above which it makes no difference how many
const STEPS = 1e7; // of one match: a tenth of a second where patterns are compiled
const MOST = 2000; // characters
const LEAST = 20; // what takes fewer is as good as endless

/** A part of a pattern that takes more or fewer characters: which ones, and how many ways there are (0: as many as the text is long). */
interface Loop {
  readonly takes: string;
  readonly ways: number;
  readonly at: number;
}

/** By where it stands, and in which round of a group. */
type Loops = ReadonlyMap<string, Loop>;

/**
 * How many characters a text may have so that a pattern is soon done with it: each repetition that could take of the same characters as another
 * is one more loop over the text, and one that could go on where it left off in the next round of a group never ends.
 * @param test - whether a part of a pattern takes a character
 * @returns at most 2,000; 0 when there is no such length
 */
export function longestFor(source: string, test: (part: string, letter: string) => boolean): number {
  const cost = new Cost(source, test);
  cost.choice(new Map([['', { takes: '[^]', ways: 0, at: -1 }]]), ''); // it may begin anywhere
  return cost.longest < LEAST ? 0 : Math.trunc(cost.longest);
}

const partsOf = (body: string): readonly string[] => body.match(new RegExp(ATOM, 'giu')) ?? [];

class Cost {
  longest = MOST;
  #at = 0;
  #round = Infinity; // where the outermost group begins that goes round
  #left = 3000; // parts to look at: a group is looked at again for each round, and so is each group in it
  readonly #source: string;
  readonly #test: (part: string, letter: string) => boolean;
  readonly #letters: readonly string[];
  readonly #taken = new Map<string, ReadonlySet<string>>();

  constructor(source: string, test: (part: string, letter: string) => boolean) {
    this.#source = source;
    this.#test = test;
    const written = source.replace(/\\[ux]\{?([\da-f]{2,6})\}?/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16) % 0x11_0000));
    this.#letters = [...new Set([...String.fromCharCode(...Array(128).keys()), 'é', '中', ...written])];
  }

  /** Alternatives, up to the end of their group; which loops before its end could still go on there. */
  choice(before: Loops, round: string): Loops {
    const after = new Map<string, Loop>();
    do {
      let alive = before;
      while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at]!)) alive = this.#part(alive, round); // in range
      for (const [key, loop] of alive) after.set(key, loop);
    } while (this.#source[this.#at++] === '|');
    return after;
  }

  #part(before: Loops, round: string): Loops {
    const start = this.#at;
    if (this.#left-- < 0) this.longest = 0;
    if (this.longest === 0) this.#at = this.#source.length;
    const group = this.#read(GROUP);
    if (group) return this.#group(before, round, start, group[1] ?? '');
    const takes = this.#read(ATOM)?.[0] ?? '';
    const [least, most] = this.#amount();
    if (takes === '^') return new Map();
    if (/^(\$|\\[bB1-9k].*)$/.test(takes)) return before;
    const alive = least ? this.#through(before, takes) : before;
    return most > least ? this.#add(alive, `${round}${start}`, takes, most > MANY ? 0 : most - least + 1) : alive;
  }

  #group(before: Loops, round: string, start: number, kind: string): Loops {
    const inside = this.#at;
    let alive = this.choice(before, round);
    const body = this.#source.slice(inside, this.#at - 1);
    const [least, most] = this.#amount();
    const end = this.#at;
    if (/[=!]/.test(kind)) return before; // once looked at, it is not looked at otherwise
    const outer = this.#round;
    if (most > MANY) this.#round = Math.min(outer, start);
    for (let i = 1; i < (most > MANY ? 2 : most); i++) {
      this.#at = inside;
      alive = this.choice(alive, most > MANY ? round : `${round}${i}/`);
    }
    this.#round = outer;
    this.#at = end;
    if (most > MANY && this.#alike(body)) this.longest = 0;
    const through = new Map([...before].filter(([key]) => alive.has(key)));
    const parts = partsOf(body).filter((one) => one.length > 1 || !'()|*+?{}^$'.includes(one));
    if (most > least) alive = new Map([...alive, ...this.#add(through, `${round}${start}`, parts.join('|'), most > MANY ? 0 : most - least + 1)]);
    return least ? alive : new Map([...before, ...alive]);
  }

  /** Whether of two alternatives one is the beginning of the other (`\w|\d`, `a|ab`): each round could go either way. Those that hold groups are not looked at. */
  #alike(body: string): boolean {
    const all: string[][] = [[]];
    const counted = new Set<string[]>(); // those in which something repeats: whatever begins like them is looked at, not they
    for (const part of partsOf(body.replace(/\{\d+(,\d*)?\}/g, '*'))) {
      const last = all.at(-1)!; // it begins with one
      if (part === '(') return false;
      else if (part === '|') all.push([]);
      else if (/^[*+?]$/.test(part)) counted.add(last);
      else last.push(part);
    }
    const begins = (one: string[], other: string[]) =>
      one !== other && one.length > 0 && one.length <= other.length && one.every((part, i) => this.#share(part, other[i]!)); // no longer
    return all.some((one) => !counted.has(one) && all.some((other) => begins(one, other)));
  }

  #amount(): readonly [least: number, most: number] {
    const [, sign, from, comma, to] = this.#read(AMOUNT) ?? [];
    if (sign) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity];
    return from === undefined ? [1, 1] : [Number(from), to ? Number(to) : comma ? Infinity : Number(from)];
  }

  /** Loops that could go on behind a part that has to be there: those that take of its characters. */
  #through(loops: Loops, part: string): Loops {
    return new Map([...loops].filter(([, { takes }]) => this.#share(takes, part)));
  }

  #add(loops: Loops, key: string, takes: string, ways: number): Loops {
    const own = { takes, ways, at: this.#at };
    const rivals = [...loops.values()].filter((other) => this.#share(takes, other.takes));
    const long = [own, ...rivals].filter((one) => !one.ways).length || 1;
    const all = rivals.reduce((product, rival) => product * (rival.ways || 1), ways || 1);
    const again = loops.has(key) || rivals.some(({ at }) => at > this.#round); // so many ways in each round
    // So many ways to share a text of n characters out: n to the power of `long`, divided by its factorial.
    this.longest = again ? 0 : Math.min(this.longest, ((STEPS / all) ** (1 / long) * long) / 2);
    return new Map([...loops, [key, own]]);
  }

  #share(one: string, other: string): boolean {
    if (one === other) return true;
    const [a, b] = [this.#letter(one), this.#letter(other)];
    return [...a].some((letter) => b.has(letter));
  }

  #letter(part: string): ReadonlySet<string> {
    let known = this.#taken.get(part);
    if (!known) this.#taken.set(part, (known = new Set(this.#letters.filter((letter) => this.#test(part, letter)))));
    return known;
  }

  #read(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    this.#at += match?.[0].length ?? 0;
    return match;
  }
}
