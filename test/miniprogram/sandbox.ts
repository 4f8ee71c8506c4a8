// The logic layer of a mini-program as far as Node can play it: an empty context with the platform object and timers, no code from
// strings, `require` for the files of the package only, and on demand the functions that engines of ES2017 lack taken away.
import { posix } from 'node:path';
import { createContext, runInContext, type Context } from 'node:vm';
import { transformSync } from 'esbuild';

/** Files of the package by name. */
export type Files = Readonly<Record<string, string>>;

const absent =
  'window document fetch crypto URL URLSearchParams TextEncoder TextDecoder atob btoa structuredClone queueMicrotask AbortController Event EventTarget localStorage indexedDB HTMLElement process Buffer performance';

/** What iOS 12 and Android System WebView 58 do not have: the gate that the package brings what it needs. */
const newer = `delete Array.prototype.at; delete Array.prototype.flat; delete Array.prototype.flatMap; delete Array.prototype.findLast; delete Array.prototype.findLastIndex;
delete Object.fromEntries; delete Object.hasOwn; delete String.prototype.at; delete String.prototype.replaceAll; delete String.prototype.matchAll; delete String.prototype.trimStart;
delete String.prototype.trimEnd; delete Promise.allSettled; delete Promise.any; delete Promise.prototype.finally; delete Object.getPrototypeOf(Uint8Array.prototype).at; delete Array.prototype.toSorted;
delete Object.getPrototypeOf(Uint8Array.prototype).findLast; delete WeakRef; delete globalThis.WeakRef; delete globalThis.BigInt; delete globalThis.console; delete Intl.Segmenter;`;

/** WeChat on Android: an engine built without its data of languages. What no script can take from V8, patterns with `\\p{…}`, is looked for in the text. */
export const withoutLanguageData = `delete globalThis.Intl; String.prototype.normalize = function () { return String(this); }; String.prototype.localeCompare = function (other) { return this < other ? -1 : this > other ? 1 : 0; };
for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) Date.prototype[name] = Number.prototype[name] = function () { return this.toString(); };`;

/** iOS 15 and older: promises settle by timers. A class of the context's own, as the platform's library brings one. */
const timerPromise = `(() => {
  class TimerPromise { constructor(run) { this.s = 0; this.c = []; const settle = (s) => (v) => { if (this.s || this.l) return;
      if (s === 1 && v && (typeof v === 'object' || typeof v === 'function')) { let then; try { then = v.then; } catch (e) { return settle(2)(e); }
        if (typeof then === 'function') { this.l = true; const once = (g) => (x) => { if (this.l) { this.l = false; g(x); } }; try { then.call(v, once(settle(1)), once(settle(2))); } catch (e) { once(settle(2))(e); } return; } }
      this.s = s; this.v = v; this.c.splice(0).forEach((f) => setTimeout(f, 0)); };
    try { run(settle(1), settle(2)); } catch (e) { settle(2)(e); } }
    then(a, b) { return new TimerPromise((y, n) => { const f = () => { const g = this.s === 1 ? a : b; try { if (typeof g === 'function') y(g(this.v)); else (this.s === 1 ? y : n)(this.v); } catch (e) { n(e); } }; this.s ? setTimeout(f, 0) : this.c.push(f); }); }
    catch(b) { return this.then(undefined, b); }
    static resolve(v) { return v instanceof TimerPromise ? v : new TimerPromise((y) => y(v)); }
    static reject(v) { return new TimerPromise((_y, n) => n(v)); }
    static all(list) { return new TimerPromise((y, n) => { const out = []; let left = 0, i = 0; for (const p of list) { const k = i++; left++; TimerPromise.resolve(p).then((v) => { out[k] = v; if (--left === 0) y(out); }, n); } if (!left) y(out); }); }
    static race(list) { return new TimerPromise((y, n) => { for (const p of list) TimerPromise.resolve(p).then(y, n); }); } }
  globalThis.Promise = TimerPromise; })()`;

/** A logic layer in which the package's files can be required. */
export interface Sandbox {
  readonly context: Context;
  require(name: string): Record<string, never>;
  /** The next `require` runs the file again. */
  forget(name: string): void;
  /** Runs text in the context. */
  run(text: string): unknown;
}

/**
 * @param es2015 - the second target: older syntax, promises by timers
 */
export function sandbox(files: Files, globals: object, { es2015 = false }: { es2015?: boolean } = {}): Sandbox {
  const context = createContext({ setTimeout, clearTimeout, setInterval, clearInterval, ...globals }, { codeGeneration: { strings: false, wasm: false } });
  runInContext(newer, context);
  if (es2015) runInContext(timerPromise, context);
  const there = runInContext(`'${absent}'.split(' ').filter((name) => typeof globalThis[name] !== 'undefined')`, context) as string[];
  if (there.length) throw new Error(`not an empty context: ${there.join()}`);
  const loaded = new Map<string, { exports: Record<string, never> }>();
  const load = (name: string): Record<string, never> => {
    const known = loaded.get(name);
    if (known) return known.exports;
    const text = files[name];
    if (text === undefined) throw new Error(`module '${name}.js' is not defined, require args is '${name}'`);
    const module = { exports: {} as Record<string, never> };
    loaded.set(name, module);
    const code = es2015 ? transformSync(text, { target: 'es2015', charset: 'utf8' }).code : text;
    const run = runInContext(`(function (module, exports, require) {${code}\n})`, context, { filename: name }) as (...args: unknown[]) => void;
    run(module, module.exports, (path: string) => load(posix.join(posix.dirname(name), path)));
    return module.exports;
  };
  return { context, require: load, forget: (name) => void loaded.delete(name), run: (text) => runInContext(text, context) };
}
