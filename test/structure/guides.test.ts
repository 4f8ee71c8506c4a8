// What the guides say of this repository holds: links lead somewhere, paths and scripts are there, blocks compile, elements have the attributes that they are shown with.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foreignMarkup, scriptsIn } from './guides-markup.js';
import { blocksOf, brokenLinks, guides, missing, root, type Block } from './guides.js';
import { complaints } from './guides-compile.js';

const blocks = guides.flatMap(blocksOf);
const of = (...languages: string[]): Block[] => blocks.filter(({ language }) => languages.includes(language));
const at = ({ file, line }: Block): string => `${file}:${line}`;
const said = (list: (guide: (typeof guides)[number]) => string[]): string[] => guides.flatMap((guide) => list(guide).map((one) => `${guide.file}: ${one}`));

describe('guides', () => {
  it('link to what is there', () => expect(said(brokenLinks)).toEqual([]));
  it('name scripts and files that are there', () => expect(said(missing)).toEqual([]));

  it('show scripts that compile', () => {
    expect(of('ts', 'js', 'tsx', 'jsx').length).toBeGreaterThan(25);
    expect(complaints([...blocks, ...of('html').flatMap(scriptsIn)])).toEqual([]);
  });

  it('show elements with attributes that they have', () => {
    expect(of('html').length).toBeGreaterThan(10);
    expect(of('html', 'vue').flatMap((block) => foreignMarkup(block.code).map((one) => `${at(block)}: ${one}`))).toEqual([]);
  });

  it('show JSON that is JSON', () => {
    const broken = of('json').flatMap((block) => {
      try {
        JSON.parse(block.code);
        return [];
      } catch (error) {
        return [`${at(block)}: ${(error as Error).message}`];
      }
    });
    expect(broken).toEqual([]);
  });

  it('name commands that a package brings', () => {
    const bins = readdirSync(`${root}packages`).flatMap((name) =>
      Object.keys((JSON.parse(readFileSync(`${root}packages/${name}/package.json`, 'utf8')) as { bin?: object }).bin ?? {}),
    );
    const named = guides.flatMap(({ text }) => [...text.matchAll(/\bnpx (nelumbo-\w+)/g)].map(([, name]) => name!));
    expect(named.filter((name) => !bins.includes(name))).toEqual([]);
  });
});
