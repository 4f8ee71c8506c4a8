#!/usr/bin/env node
// Stands outside of dist, so that npm links the command when it installs a checkout that is not built yet.
import { readFileSync } from 'node:fs';
import { built } from './built.mjs';

const { runDose } = await built('medication/dose');
process.exitCode = await runDose(process.argv.slice(2), {
  read: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
  out: (text) => process.stdout.write(text),
  now: () => Date.now(),
});
