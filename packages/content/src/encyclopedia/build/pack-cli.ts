import {
  CJK,
  openPack,
  packFiles,
  signedBy,
  syllableTable,
  type Entry,
  type FetchText,
  type FilesManifest,
  type ReadDocument,
} from '@nelumbo/core/encyclopedia';
import { NelumboError } from '@nelumbo/core/i18n';
import crisis from '../crisis.js';
import readings from '../generated/readings.js';
import starterNames from '../generated/zh-cn/names.js';
import grammar from '../grammar.js';
import hotlines from '../hotlines.js';
import stop from '../stop-words.js';
import { checkEntries } from './check.js';
import { MANY, packDocuments, largeCut, wordDocuments, usualCut, type PackInput } from './documents.js';
import { licencesOf, packFileTexts, type Sign } from './files.js';
import { importFile, readable, type ImportDefaults, type Imported } from './importers.js';
import type { Speak } from './readings.js';
import { sourceText } from './source-text.js';
import { verifyPack } from './verify.js';

export { readingBy } from './pinyin.js';

/** What the command needs of the machine it runs on. */
export interface PackMachine {
  /** Files below a path with one of the endings, sorted; a file is its own list. */
  readonly list: (path: string, endings: readonly string[]) => readonly string[];
  /** The text of a file of a pack. */
  readonly read: (path: string) => string;
  /** The bytes of a file with entries. */
  readonly bytes: (path: string) => Uint8Array;
  /** Writes a text, and the folders above it. */
  readonly write: (path: string, text: string) => void;
  /** Empties a folder that holds a pack; refuses any other that is not empty. */
  readonly clear: (folder: string) => void;
  readonly lines: () => AsyncIterable<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `err` is a terminal: then there is a progress bar. */
  readonly terminal: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Opens the secret key (PEM) at a path: what signs with it, and the public key, base64url. */
  readonly signer: (path: string) => { readonly sign: Sign; readonly key: string };
  /** The syllables of a key by a pinyin dictionary, when one is installed. */
  readonly speak?: Speak;
}

const help = `nelumbo-pack: builds, checks and asks encyclopedia packs of static files.

  nelumbo-pack build <files or folders…> --out <folder>   checks the entries and writes the pack; the folder can go to any web server
  nelumbo-pack check <files or folders…>                  says what keeps entries out of a pack, and which reviews are overdue (also: validate)
  nelumbo-pack verify <pack>                              whether every file of a pack is there and what its name says
  nelumbo-pack diff <pack> <pack>                         entries that were added (+), removed (-) and changed (~)
  nelumbo-pack query <pack> < queries.txt                 what a reader would get, one JSON object a line

Entries are read from Entry JSON and NDJSON, Markdown with front matter, MedlinePlus topic XML and CSV (also of tabs or semicolons).
  --locale <tag>        language of entries that do not say theirs; for query, the reader's language
  --encoding <name>     of files that are neither UTF-8 nor UTF-16: gb18030 for CSV of a Chinese Excel
  --today <YYYY-MM-DD>  judge dates against this day; entries without a date get it
  --short <names>       names that may raise a card although they are short, parted by commas
  --limit <n>           for query: suggestions a line (8)
  --tier shards         for query: answer from the shards of a large pack first, as a page does
  --sign <key.pem>      for build: sign with this Ed25519 key (openssl genpkey -algorithm ed25519)
  --key <base64url>     for query and verify: accept only what the holder of this key has signed
`;

interface Arguments {
  readonly command: string;
  readonly paths: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

const known = ['out', 'locale', 'today', 'short', 'limit', 'sign', 'key', 'tier', 'encoding'];

function parse([command = 'help', ...rest]: readonly string[]): Arguments {
  const options = new Map<string, string>();
  const paths: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const [, name, value] = /^--([a-z]+)(?:=(.*))?$/.exec(rest[i]!) ?? [];
    if (name === undefined) paths.push(rest[i]!);
    else if (!known.includes(name)) throw new Error(`unknown option --${name}`);
    else options.set(name, value ?? rest[++i] ?? '');
  }
  return { command, paths, options };
}

/** Readings without a dictionary: the usual syllable of each character that our own content knows. */
function tableSpeak(): Speak {
  const table = new Map([...syllableTable(readings as string), ...syllableTable((starterNames as { syllables: string }).syllables)]); // documents of ours
  return (key) => {
    const spoken = [...key].filter((character) => CJK.test(character)).map((character) => table.get(character));
    return spoken.every((syllable) => syllable !== undefined) ? spoken : undefined;
  };
}

/** Erases from the cursor to the end of the line (ECMA-48). */
const ERASE = '\x1b[K';

/** One line on a terminal that says which step is how far, written over by the next; a pipe or a file gets none. */
class Bar {
  #shown = '';

  constructor(private readonly machine: PackMachine) {}

  readonly show: NonNullable<PackInput['progress']> = (step, done, of) => {
    if (!this.machine.terminal) return;
    const share = of > 0 ? done / of : 1;
    const width = Math.round(share * 24);
    const line = `\r${'█'.repeat(width)}${'░'.repeat(24 - width)} ${Math.round(share * 100)} % ${step}${ERASE}`;
    if (line !== this.#shown) this.machine.err((this.#shown = line));
  };

  /** Takes the line away, so that what is said next stands alone. */
  clear(): void {
    if (this.#shown) this.machine.err(`\r${ERASE}`);
    this.#shown = '';
  }
}

function read(file: string, machine: PackMachine, encoding: string | undefined, defaults: ImportDefaults): Imported {
  try {
    return importFile(file, sourceText(machine.bytes(file), encoding), defaults);
  } catch (error) {
    return { entries: [], problems: [`${file} ${error instanceof Error ? error.message : 'cannot be read'}`], undated: 0 };
  }
}

/** Everything that the paths hold, and what is wrong with it. */
function gather({ paths, options }: Arguments, machine: PackMachine, bar: Bar): { entries: Entry[]; problems: string[]; notices: string[]; undated: string } {
  const today = options.get('today') ?? machine.today;
  if (!/^\d{4}-\d\d-\d\d$/.test(today)) throw new Error('--today is a day: YYYY-MM-DD');
  const entries: Entry[] = [];
  const problems: string[] = [];
  const places = new Map<Entry, string>();
  let undated = 0;
  const files = new Set(paths.flatMap((path) => machine.list(path, readable)));
  for (const [at, file] of [...files].entries()) {
    bar.show('read', at, files.size);
    const locale = options.get('locale');
    const found = read(file, machine, options.get('encoding'), { updated: today, ...(locale && { locale }) });
    found.entries.forEach((entry, i) => places.set(entry, found.entries.length > 1 ? `${file}, entry ${i + 1}` : file));
    for (const entry of found.entries) entries.push(entry);
    problems.push(...found.problems);
    undated += found.undated;
  }
  if (entries.length === 0 && problems.length === 0) problems.push('there is no entry to read');
  const shortNames = options.get('short')?.split(/[,，]/) ?? [];
  const progress = (done: number) => bar.show('check', done, entries.length);
  const checked = checkEntries(entries, { today, shortNames, hotlines, placeOf: (entry) => places.get(entry), progress });
  bar.clear();
  const subject = undated === 1 ? '1 entry does not say when it was' : `${undated} entries do not say when they were`;
  const told = undated > 0 ? `${subject} updated: taken as of ${today}, and the pack has other bytes another day` : '';
  return { entries, problems: [...problems, ...checked.problems], notices: checked.notices, undated: told };
}

const MOST_TOLD = 200;
function tell(machine: PackMachine, problems: readonly string[], notices: readonly string[]): void {
  for (const notice of notices.slice(0, MOST_TOLD)) machine.err(`note     ${notice}\n`);
  for (const problem of problems.slice(0, MOST_TOLD)) machine.err(`problem  ${problem}\n`);
  if (problems.length > MOST_TOLD) machine.err(`and ${problems.length - MOST_TOLD} problems more\n`);
}

function build(given: Arguments, machine: PackMachine): number {
  const folder = given.options.get('out');
  if (!folder) throw new Error('say where to: --out <folder>');
  const { entries, problems, notices, undated } = gather(given, machine, new Bar(machine));
  tell(machine, problems, undated ? [undated, ...notices] : notices);
  if (problems.length > 0) {
    machine.err(`Nothing was written: ${problems.length} problems in ${entries.length} entries.\n`);
    return 1;
  }
  if (!machine.speak) machine.err('note     pinyin-pro is not installed: characters with several readings take the usual one\n');
  const byLocale = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = byLocale.get(entry.locale);
    if (own) own.push(entry);
    else byLocale.set(entry.locale, [entry]);
  }
  return write(folder, byLocale, machine, given.options.get('sign'));
}

function write(folder: string, entries: ReadonlyMap<string, readonly Entry[]>, machine: PackMachine, secret?: string): number {
  const signer = secret ? machine.signer(secret) : undefined;
  const sorted = new Map([...entries].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)));
  const cut = [...sorted.values()].some((own) => own.length > MANY) ? largeCut : usualCut;
  const bar = new Bar(machine);
  const input = { entries: sorted, words: { grammar, crisis, hotlines, stop }, speak: machine.speak ?? tableSpeak(), cut, progress: bar.show };
  machine.clear(folder);
  let [count, bytes] = [0, 0];
  for (const { path, text } of packFileTexts([...packDocuments(input), ...wordDocuments(input)], sorted, { ...input, ...signer })) {
    machine.write(`${folder}/${path}`, text);
    count++;
    bytes += text.length;
  }
  bar.clear();
  const languages = [...sorted].map(([locale, own]) => `${own.length} ${locale}`).join(', ');
  machine.out(`${languages}: ${count} files, ${(bytes / 1e6).toFixed(1)} million characters in ${folder}\n`);
  for (const { source, licence, entries: number } of licencesOf([...sorted.values()].flat())) machine.out(`  ${number} of ${source}, ${licence}\n`);
  if (signer) machine.out(`signed; elements take it as src="https://…#ed25519=${signer.key}"\n`);
  return 0;
}

const folderText =
  (machine: PackMachine): FetchText =>
  (path) => {
    try {
      return Promise.resolve(machine.read(path));
    } catch (cause) {
      return Promise.reject(new NelumboError('not-found', 'The pack has no such file.', { cause }));
    }
  };

/** The documents of a pack in a folder; of this publisher only when a key is given. */
const packIn = (folder: string, machine: PackMachine, key: string | undefined): ReadDocument =>
  packFiles(folder, folderText(machine), key === undefined ? undefined : signedBy(key));

/** Every entry of a pack by id, as JSON. */
async function entriesOf(folder: string, machine: PackMachine): Promise<Map<string, string>> {
  const read = packIn(folder, machine, undefined);
  const manifest = (await read('pack')) as FilesManifest; // packFiles checked the format
  const found = new Map<string, string>();
  for (const locale of manifest.locales)
    for (let shard = 0; shard * manifest.entriesPerShard < (manifest.entries[locale] ?? 0); shard++)
      for (const [id, entry] of Object.entries((await read(`${locale}/entries-${shard}`)) as Record<string, unknown>)) found.set(id, JSON.stringify(entry));
  return found;
}

async function diff({ paths: [from, to] }: Arguments, machine: PackMachine): Promise<number> {
  if (!from || !to) throw new Error('say which two packs');
  const [before, after] = [await entriesOf(from, machine), await entriesOf(to, machine)];
  const changes = [
    ...[...after].filter(([id]) => !before.has(id)).map(([id]) => `+ ${id}`),
    ...[...before].filter(([id]) => !after.has(id)).map(([id]) => `- ${id}`),
    ...[...after].filter(([id, text]) => before.has(id) && before.get(id) !== text).map(([id]) => `~ ${id}`),
  ];
  for (const change of changes.sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1))) machine.out(`${change}\n`);
  machine.err(`${changes.length} of ${after.size} entries differ\n`);
  return 0;
}

async function query({ paths: [folder], options }: Arguments, machine: PackMachine): Promise<number> {
  if (!folder) throw new Error('say which pack');
  const read = packIn(folder, machine, options.get('key'));
  const manifest = (await read('pack')) as FilesManifest; // packFiles checked the format
  const pack = await openPack(read, { whole: options.get('tier') !== 'shards' });
  const locale = options.get('locale') ?? manifest.locales[0] ?? 'zh-CN';
  const limit = Math.max(1, Math.min(50, Number(options.get('limit') ?? 8) || 8));
  for await (const line of machine.lines()) {
    const text = line.replace(/\r$/, '');
    if (text.trim() === '') continue;
    const answer = await pack.resolve({ text, locale });
    const card = answer.status === 'hit' ? { id: answer.match.id, title: answer.match.title, kind: answer.match.kind, name: answer.match.name } : undefined;
    const chips = answer.status === 'ambiguous' ? { matches: answer.matches.map(({ id, title }) => ({ id, title })) } : undefined;
    const found = answer.status === 'sensitive' ? [] : await pack.suggest(text, { locale, limit });
    const suggest = found.map(({ id, title, kind, confidence, name }) => ({ id, title, kind, confidence, name }));
    machine.out(`${JSON.stringify({ q: text, status: answer.status, ...(card && { card }), ...chips, suggest })}\n`);
  }
  return 0;
}

function check(given: Arguments, machine: PackMachine): number {
  const { entries, problems, notices } = gather(given, machine, new Bar(machine));
  tell(machine, problems, notices);
  machine.out(`${entries.length} entries: ${problems.length} problems, ${notices.length} notes\n`);
  return problems.length > 0 ? 1 : 0;
}

async function verify({ paths: [folder], options }: Arguments, machine: PackMachine): Promise<number> {
  if (!folder) throw new Error('say which pack');
  const { files, problems } = await verifyPack(folder, packIn(folder, machine, options.get('key')), machine);
  tell(machine, problems, []);
  machine.out(`${files} files: ${problems.length} problems\n`);
  return problems.length > 0 ? 1 : 0;
}

/** Runs `nelumbo-pack`. Resolves to the exit code: 0, 1 for problems in what was given, 2 for a wrong command line. */
export async function runPack(list: readonly string[], machine: PackMachine): Promise<number> {
  const commands: Readonly<Record<string, (given: Arguments, machine: PackMachine) => number | Promise<number>>> = {
    build,
    check,
    validate: check,
    diff,
    query,
    verify,
  };
  try {
    const given = parse(list);
    const command = Object.hasOwn(commands, given.command) ? commands[given.command] : undefined;
    if (command && !(['build', 'check', 'validate'].includes(given.command) && given.paths.length === 0)) return await command(given, machine);
    (given.command === 'help' || given.command === '--help' ? machine.out : machine.err)(help);
    return given.command === 'help' || given.command === '--help' ? 0 : 2;
  } catch (error) {
    machine.err(`nelumbo-pack: ${error instanceof Error ? error.message : 'unknown failure'}\n`);
    return error instanceof NelumboError ? 1 : 2;
  }
}
