import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrisisWords } from './crisis.js';
import { isCrisis } from './crisis.js';
import type { Entry } from './entry.js';
import type { NameLookup } from './exact.js';
import { question } from './grammar.js';
import { latinNames } from './latin.js';
import { openNames } from './names.js';
import { packNames } from './names-codec.js';
import { LONGEST_TEXT } from './normalise.js';
import { resolveNames } from './resolve.js';
import { suggest } from './search.js';
import { laterStages as later } from './search-later.js';
import { crisis, grammar, index, names } from './testing.js';
import { validateEntry } from './validate.js';

// Everything a page can be handed: names and words of the grammar cut and joined, markup, regular expressions, other scripts, broken Unicode.
const words = [
  ...index.keys,
  ...grammar.zh.openers,
  ...grammar.zh.followers,
  ...grammar.zh.intents,
  ...['怎么办', ' ', '，', '？', '的', 'how to ', ' in children', "'", '"', '<script>', '${x}', '.*', '(', '[', '\\', '\u0000', '\u202e', '\ud800', '👩‍👩‍👧', 'ﬁ', 'İ', 'ß', '𠮷', '%00', '__proto__', 'constructor'],
]; // prettier-ignore
const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 400 })).map(([word, times]) => word.repeat(times).slice(0, 4000)) },
);

describe('hostile queries', () => {
  it('get an answer or nothing, 100,000 of them, each within 5 ms', () => {
    latinNames(index).whole('a'); // derived once, on the first key press
    let slow: readonly [number, string] = [0, ''];
    const timed = (text: string): number => {
      const start = performance.now();
      const matches = suggest(index, text, { limit: 8, grammar, later });
      const decision = resolveNames(index, { text }, grammar);
      const crises: CrisisWords = crisis;
      isCrisis(text, crises);
      if (matches.length > 8 || (decision.status === 'hit' && decision.match.id === '')) throw new Error('an answer of another shape');
      return performance.now() - start;
    };
    let seed = 20261122;
    const random = (below: number) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 4) % below;
    const unit = () => (random(3) ? words[random(words.length)]! : String.fromCharCode(random(65_536)));
    for (let i = 0; i < 100_000; i++) {
      const text = random(20) ? Array.from({ length: random(8) }, unit).join('') : unit().repeat(random(400));
      let took = timed(text);
      for (let again = 0; took > 5 && again < 8; again++) took = Math.min(took, timed(text)); // another process had the CPU: a slow query is slow again
      if (took > slow[0]) slow = [took, text];
    }
    expect(slow[0], JSON.stringify(slow[1].slice(0, 80))).toBeLessThan(5);
  }, 120_000);

  it('raise a card only for a name that stands in them', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const decision = resolveNames(index, { text }, grammar);
        return decision.status !== 'hit' || index.byId(decision.match.id) !== undefined;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('hostile documents and entries', () => {
  it('whose names are words of denial cost no more than others', () => {
    const named = (title: string) => ({ slug: 'no', title, weight: 1, codes: [], aliases: [] });
    const table = openNames(packNames('zh-CN', [named('没有')], names.fold, { syllables: names.syllables, readings: {} }, new Map()));
    let lookups = 0;
    const counted: NameLookup = { fold: table.fold, cards: { 0: 1 }, id: () => 'no', title: () => '', owners: (key) => (lookups++, table.owners(key)) };
    expect(question(counted, '没有'.repeat(60), grammar)).toBeUndefined();
    expect(lookups).toBeLessThan(5000);
  });

  it('open as some table, whatever their fields hold, and never throw in a search', () => {
    const field = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(names.names, names.owners, names.facts, names.slugs, ''));
    fc.assert(
      fc.property(
        fc.record({ names: field, owners: field, facts: field, slugs: field, codes: field, readings: field }),
        fc.integer({ min: 1, max: 4 }),
        hostile,
        (fields, width, text) => {
          const table = openNames({ ...names, ...fields, width });
          return suggest(table, text, { limit: 5, grammar, later }).length <= 5 && resolveNames(table, { text }, grammar).status !== undefined;
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('are packed and found again by every name, whatever the names are', () => {
    const name = fc.oneof(hostile, fc.constantFrom(...index.keys)).filter((text) => text.trim() !== '' && !/[\n]/.test(text));
    const named = fc.array(fc.record({ title: name, alias: name, weight: fc.integer({ min: 0, max: 100 }) }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(named, (list) => {
        const entries = list.map(({ title, alias, weight }, i) => ({ slug: `e${i}`, title, weight, codes: [], aliases: [{ text: alias }] }));
        const table = openNames(packNames('zh-CN', entries, names.fold, { syllables: names.syllables, readings: {} }, new Map()));
        expect([...table.keys]).toEqual([...table.keys].sort());
        for (let row = 0; row < table.keys.length; row++) {
          const { entry } = table.owner(row);
          const found = suggest(table, table.name(row), { limit: 50, grammar, later }).map((match) => match.id);
          if (table.keys[row]!.length <= 120 && table.name(row).length <= LONGEST_TEXT) expect(found).toContain(table.id(entry));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are judged, not thrown at', () => {
    const base = { id: 'en/x', aliases: [], codes: [], sections: [], redFlags: [], review: { status: 'sample', reviewers: [] }, departments: [], tags: [], related: [], references: [], source: { name: '', url: '' }, licence: { id: '' }, type: 'Drug', locale: 'en', title: '', summary: '', updated: '', weight: 1 }; // prettier-ignore
    const text = hostile;
    const review = fc.record({
      status: text,
      reviewers: fc.constant([]),
      reviewedOn: text,
      steps: fc.array(fc.record({ step: text, by: fc.record({ name: text }), on: text }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.record({ id: text, title: text, summary: text, updated: text, locale: fc.constantFrom('en', 'zh-CN', 'x'), review }),
        text,
        (given, html) => {
          const entry = { ...base, ...given, sections: [{ kind: 'overview', title: 'x', html }], aliases: [{ text: html }] } as unknown as Entry; // shaped like one
          return Array.isArray(validateEntry(entry, { today: '2026-11-22' }));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
