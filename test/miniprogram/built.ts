// The package's scripts, built once for each test file, as they are published: a liberty of the minifier once lost a red flag's screen.
import type { Files } from './sandbox.js';
import type { Dialect } from './model.js';

type Bundle = (entries: Readonly<Record<string, string>>) => Promise<Record<string, string>>;
const bundler = '../../scripts/miniprogram/bundle.mjs';

/** Every script of the package for a platform. */
export async function built(dialect: Dialect, entries?: Readonly<Record<string, string>>): Promise<Files> {
  const { bundle, thisPlatform, everyEntry } = (await import(/* @vite-ignore */ bundler)) as {
    bundle: Bundle;
    thisPlatform: (dialect: Dialect) => Promise<string>;
    everyEntry: Readonly<Record<string, string>>;
  };
  return { ...(await bundle(entries ?? everyEntry)), 'runtime/this-platform.js': await thisPlatform(dialect) };
}

/** The same files for another platform: one of them differs. */
export async function on(dialect: Dialect, files: Files): Promise<Files> {
  const { thisPlatform } = (await import(/* @vite-ignore */ bundler)) as { thisPlatform: (dialect: Dialect) => Promise<string> };
  return { ...files, 'runtime/this-platform.js': await thisPlatform(dialect) };
}
