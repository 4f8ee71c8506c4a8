// The texts that partners read, cut into what can be checked: code blocks, links, and paths and scripts of this repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A text, by its path from the root. */
export interface Guide {
  readonly file: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly file: string;
  /** Line of the text that its first line stands on. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

const folder = (path: string): string[] => readdirSync(`${root}${path}`).flatMap((name) => (name.endsWith('.md') ? [`${path}/${name}`] : []));
const readmes = ['README.md', 'examples/README.md', 'packages/server/README.md', 'test/hosts/README.md'];
const files = [...readmes, ...folder('docs'), ...folder('docs/guide'), ...folder('docs/decisions'), ...folder('docs/recipes')];

/** Everything that is written for people in this repository. */
export const guides: readonly Guide[] = files.map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));

/** Blocks of a text, in its order. */
export const blocksOf = ({ file, text }: Guide): Block[] =>
  [...text.matchAll(/^```(\S*)\n([\s\S]*?)^```/gm)].map(({ index, 1: language = '', 2: code = '' }) => ({
    file,
    line: text.slice(0, index).split('\n').length + 1,
    language,
    code,
  }));

const prose = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const headingsOf = (path: string): string[] => [...prose(readFileSync(path, 'utf8')).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slugOf(heading!));

/** Links to files or headings that are not there. Addresses elsewhere are not asked: a test needs no network. */
export function brokenLinks({ file, text }: Guide): string[] {
  const targets = [
    ...prose(text)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target]) => target!);
  return targets.filter((target) => {
    if (/^\w+:/.test(target)) return false;
    const [path = '', heading] = target.split('#');
    const to = path ? resolve(root, dirname(file), path) : `${root}${file}`;
    return !existsSync(to) || (heading !== undefined && !headingsOf(to).includes(heading));
  });
}

const scripts = new Set(Object.keys((JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: object }).scripts));
const starters = new Set(['dev']); // of examples/, which have a package.json of their own

/** Commands and files of this repository that a text names and that are not there. */
export function missing({ file, text }: Guide): string[] {
  const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, script]) => script!);
  const paths = [...prose(text).matchAll(/`((?:packages|test|docs|scripts|examples|stories|bench)\/[^`\s*{<…]+)`/g)].map(([, path]) => path!);
  return [
    ...named
      .filter((script) => !scripts.has(script) && !(relative('examples', file) === 'README.md' && starters.has(script)))
      .map((script) => `npm run ${script}`),
    ...paths.filter((path) => !existsSync(`${root}${path}`)),
  ];
}
