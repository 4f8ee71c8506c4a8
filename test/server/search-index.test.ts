import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { FtsIndex } from '../../packages/server/src/content/fts-index.js';
import { searchIndexSuite } from './search-index.js';

const folder = mkdtempSync(join(tmpdir(), 'nelumbo-search-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let serial = 0;

searchIndexSuite('FTS5 in memory', () => new FtsIndex());
searchIndexSuite('FTS5 in a file', () => new FtsIndex(join(folder, `${serial++}.db`)));
