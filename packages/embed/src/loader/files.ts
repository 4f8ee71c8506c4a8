import type { LoaderOptions } from './api.js';
import { admit, bring, failure } from './bring.js';
import type { Release, Table } from './release.js';

/** Loads files of one version, each checked against its hash, each once. */
export interface Files {
  /** The module `file` with all that it imports. @throws Error `load`, `timeout`, `run` */
  load(file: string): Promise<unknown>;
  /** Loads the module that defines a tag, then what the tag loads by itself. @throws as `load` */
  define(tag: string): Promise<unknown>;
}

/** @param at - address of the folder that all files lie in, with its slash */
export function filesOf(release: Release, at: string, options: () => LoaderOptions): Files {
  const [base, baseHash] = release.base;
  const kept = new Map<string, Promise<unknown>>();
  /** What failed is forgotten, so that it can be tried again. */
  const once = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined; // each key always makes the same type
    if (known) return known;
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
  const admitted = (file: string, hash: string): Promise<void> => once(file, () => bring(at + file, hash, options()).then(() => admit(at + file, hash)));
  const rows: Record<string, readonly [integrity: string, ...imports: string[]]> = { [base]: [baseHash] };
  const table = (room: string, hash = release.tables[room] ?? ''): Promise<Table> =>
    once(room, async () => {
      const read = JSON.parse(await bring(`${at}files-${room}.json`, hash, options())) as Table; // checked against its hash
      Object.assign(rows, read.files);
      return read;
    });
  const roomOf = (name: string): string => new RegExp(release.rooms).exec(name)?.[0] ?? 'core';

  /** Reads the tables that say what stands beside a file, until its row is there. */
  async function find(file: string): Promise<void> {
    if (rows[file]) return;
    const { more } = await table(roomOf(file));
    const [, room, hash] = (!rows[file] && more?.find(([pattern]) => new RegExp(pattern).test(file))) || [];
    if (room) await table(room, hash);
  }

  async function load(file: string): Promise<unknown> {
    await find(file);
    const wanted = new Set([file]);
    for (const one of wanted) for (const next of rows[one]?.slice(1) ?? []) wanted.add(next); // a Set goes on over what is added
    await Promise.all(
      [...wanted].map((one) => {
        const hash = rows[one]?.[0];
        return hash ? admitted(one, hash) : Promise.reject(failure('load', one)); // never without a hash
      }),
    );
    return import(at + file).catch((cause: unknown) => {
      throw Object.assign(failure('run', file), { cause });
    });
  }

  return {
    load,
    async define(tag) {
      if (tag === 'provider') return load(base);
      if (tag !== 'frame') admitted(base, baseHash).catch(() => undefined); // begins beside the table; told by `load`
      const [file = tag, ...ahead] = (await table(roomOf(tag))).tags?.[tag] ?? [];
      await load(file);
      for (const one of ahead) load(one).catch(() => undefined); // told by who needs it
    },
  };
}
