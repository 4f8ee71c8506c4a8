// The layout in which families stand in subpackages of their own, as the package's command writes it.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { standing } from './engines.js';
import type { Dialect } from './model.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const families = ['vitals', 'medication', 'intake', 'encyclopedia'] as const;

/** Runs the command. @param from - folder with a built folder for each platform @returns what it printed */
export const command = (from: string, ...args: string[]): string =>
  execFileSync(process.execPath, [`${root}packages/miniprogram/bin/nelumbo-miniprogram.mjs`, '--from', from, ...args], { encoding: 'utf8' });

/**
 * Puts a built folder into that layout; components and modules are found there from now on.
 * @param names - families in subpackages, or `all`
 * @returns the mini-program's folder
 */
export function inSubpackages(folder: string, dialect: Dialect, names: string): string {
  cpSync(folder, `${folder}-built/${dialect}`, { recursive: true });
  const app = `${folder}-built/app`;
  command(`${folder}-built`, '--platform', dialect, '--out', `${app}/nelumbo`, '--subpackages', names);
  const moved = families.filter((family) => existsSync(`${app}/${family}/nelumbo`));
  standing.at = (file) => {
    const family = moved.find((name) => file.startsWith(`${name}/`));
    return family ? file.replace(`${family}/`, `${family}/nelumbo/`) : `nelumbo/${file}`;
  };
  return app;
}

/** Every script of a folder, by name. */
export const scriptsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]),
  );
