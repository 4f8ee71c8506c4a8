#!/usr/bin/env node
// Stands outside of dist, so that npm links the command when it installs a checkout that is not built yet.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { built } from './built.mjs';

/** The syllables of a key by pinyin-pro, when it is installed beside this package. */
async function dictionary(readingBy) {
  try {
    return readingBy((await import('pinyin-pro')).pinyin);
  } catch {
    return undefined; // then the table of our own content serves
  }
}

function list(path, endings) {
  if (!statSync(path).isDirectory()) return [path];
  const found = readdirSync(path, { recursive: true }).map((name) => join(path, name));
  return found.filter((name) => endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`)) && statSync(name).isFile()).sort();
}

function clear(folder) {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${folder} is not empty and holds no pack: name another folder`);
  rmSync(folder, { recursive: true });
}

function signer(path) {
  const secret = createPrivateKey(readFileSync(path));
  if (secret.asymmetricKeyType !== 'ed25519') throw new Error(`${path} holds no Ed25519 key: openssl genpkey -algorithm ed25519`);
  const { x: key } = createPublicKey(secret).export({ format: 'jwk' });
  return { key, sign: (text) => sign(null, Buffer.from(text), secret).toString('base64url') };
}

const made = new Set();
function write(path, text) {
  const folder = dirname(path);
  if (!made.has(folder)) mkdirSync(folder, { recursive: true });
  made.add(folder);
  writeFileSync(path, text);
}

process.stdout.on('error', () => process.exit(0)); // `| head` has read enough

const { readingBy, runPack } = await built('encyclopedia/build/pack-cli');
const speak = await dictionary(readingBy);
process.exitCode = await runPack(process.argv.slice(2), {
  list,
  clear,
  write,
  signer,
  read: (path) => readFileSync(path, 'utf8'),
  bytes: (path) => readFileSync(path),
  lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
  today: new Date().toISOString().slice(0, 10),
  ...(speak && { speak }),
});
