#!/usr/bin/env node
// Stands outside of dist, so that npm links the command when it installs a checkout that is not built yet.
import { existsSync, readFileSync } from 'node:fs';

const built = new URL('../dist/medication/dose.js', import.meta.url);
if (existsSync(built)) {
  const { runDose } = await import(built.href);
  process.exitCode = await runDose(process.argv.slice(2), {
    read: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
    out: (text) => process.stdout.write(text),
    now: () => Date.now(),
  });
} else {
  process.stdout.write(`${JSON.stringify({ error: { code: 'not-built', message: 'Run npm run build first.' } })}\n`);
  process.exitCode = 70;
}
