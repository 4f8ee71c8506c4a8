// Functions of the language that engines of ES2017 lack and the core uses. Added only where they are missing, as the platforms' own
// libraries do, and not listed by a loop. Nothing here is newer than what the language means by the same name.

type Any = never;
const add = (to: object, name: string, value: unknown): void => {
  if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true, enumerable: false });
};

function at<T>(this: ArrayLike<T>, i: number): T | undefined {
  return this[i < 0 ? this.length + Math.trunc(i) : Math.trunc(i)];
}

function flatten(list: readonly unknown[], depth: number): unknown[] {
  const out: unknown[] = [];
  for (const one of list) {
    if (Array.isArray(one) && depth > 0) for (const inner of flatten(one, depth - 1)) out.push(inner);
    else out.push(one);
  }
  return out;
}

function lastIndex<T>(list: readonly T[], fits: (one: T, i: number, list: readonly T[]) => unknown): number {
  for (let i = list.length - 1; i >= 0; i--) if (fits(list[i]!, i, list)) return i;
  return -1;
}

/** `text.matchAll(pattern)`, as a list: whoever walks through it does not see the difference. */
function matchAll(this: string, pattern: RegExp): IterableIterator<RegExpExecArray> {
  const found: RegExpExecArray[] = [];
  const own = new RegExp(pattern.source, pattern.flags);
  for (let match = own.exec(this); match; match = own.exec(this)) {
    found.push(match);
    if (match[0] === '') own.lastIndex++;
  }
  return found[Symbol.iterator]();
}

/** Adds what is missing. */
function completeLanguage(): void {
  const typed: unknown = Object.getPrototypeOf(Uint8Array.prototype); // all typed arrays
  for (const to of [Array.prototype, String.prototype, typed as object]) add(to, 'at', at);
  add(Array.prototype, 'flat', function (this: unknown[], depth = 1) {
    return flatten(this, depth);
  });
  add(Array.prototype, 'flatMap', function (this: unknown[], map: (one: Any, i: number, list: unknown[]) => unknown) {
    return flatten(this.map(map as (one: unknown, i: number, list: unknown[]) => unknown), 1);
  });
  add(Array.prototype, 'findLastIndex', function (this: unknown[], fits: (one: unknown) => unknown) {
    return lastIndex(this, fits);
  });
  add(Array.prototype, 'findLast', function (this: unknown[], fits: (one: unknown) => unknown) {
    return this[lastIndex(this, fits)];
  });
  add(Object, 'fromEntries', (entries: Iterable<readonly [string, unknown]>) => {
    const out: Record<string, unknown> = {};
    for (const [key, value] of entries) out[key] = value;
    return out;
  });
  add(Object, 'hasOwn', (of: object, key: string) => Object.prototype.hasOwnProperty.call(of, key));
  add(String.prototype, 'replaceAll', function (this: string, what: string | RegExp, by: string) {
    return typeof what === 'string' ? this.split(what).join(by) : this.replace(what, by);
  });
  add(String.prototype, 'matchAll', matchAll);
  add(String.prototype, 'trimStart', function (this: string) {
    return this.replace(/^\s+/, '');
  });
  add(String.prototype, 'trimEnd', function (this: string) {
    return this.replace(/\s+$/, '');
  });
  add(Promise, 'allSettled', (all: Iterable<unknown>) =>
    Promise.all(
      Array.from(all, (one) =>
        Promise.resolve(one).then(
          (value) => ({ status: 'fulfilled', value }),
          (reason: unknown) => ({ status: 'rejected', reason }),
        ),
      ),
    ),
  );
  add(Promise.prototype, 'finally', function (this: Promise<unknown>, run: () => unknown) {
    return this.then(
      (value) => Promise.resolve(run()).then(() => value),
      (reason: unknown) =>
        Promise.resolve(run()).then(() => {
          throw reason;
        }),
    );
  });
  // An engine without the data of languages (WeChat on Android) gives back what it got. Of that data the forms of full width are typed most.
  const { normalize } = String.prototype;
  if (normalize.call('\uff11', 'NFKC') !== '1')
    String.prototype.normalize = function (form) {
      const text = normalize.call(this, form);
      return form?.[2] === 'K' ? text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ') : text;
    };
  add(Symbol, 'asyncIterator', Symbol('Symbol.asyncIterator'));
}

completeLanguage();

export {};
