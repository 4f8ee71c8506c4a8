#!/usr/bin/env node
// Stands outside of dist, so that npm links the command when it installs a checkout that is not built yet.
import { readFileSync } from 'node:fs';
import { built } from './built.mjs';

/** The complete FHIRPath engine, for expressions outside our subset, when it is installed beside this package. */
async function fhirpath() {
  try {
    const [{ default: engine }, { default: r4 }] = await Promise.all([import('fhirpath'), import('fhirpath/fhir-context/r4/index.js')]);
    return { compile: (path) => engine.compile(path, r4) };
  } catch {
    return undefined; // then such an expression is a diagnostic
  }
}

const { runIntake } = await built('intake-run');
process.exitCode = await runIntake(process.argv.slice(2), {
  read: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => Date.now(),
  fhirpath,
});
