import { generateKeyPairSync, sign } from 'node:crypto';
import { validateEntry, type FilesManifest } from '@nelumbo/core/encyclopedia';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { importFile } from './importers.js';
import { markdownHtml } from './import-markdown.js';
import { readCsv } from './import-csv.js';
import { readingBy, runPack, type PackMachine } from './pack-cli.js';

const gout = `---
id: zh-CN/gout
type: MedicalCondition
title: 痛风
summary: 尿酸结晶沉积在关节里，引起突然的红肿和剧痛。
aliases: [高尿酸性关节炎, ~AG]
weight: 85   # how often people look for it
codes:
  - http://hl7.org/fhir/sid/icd-10-cm|M10
redFlags:
  - level: urgent
    action: see-doctor
    if: [关节红肿并发热]
source: { name: 示例, url: https://example.org/ }
licence:
  id: CC-BY-4.0
  attribution: 示例作者
# what is below is text
---
一句话。

## 症状
关节 **突然** 疼，<script>alert(1)</script>

- 脚趾
- 膝盖

## 什么时候就医 {#care}
1. 很疼
`;
const csv = `id,title,locale,summary,aliases,weak,source,source_url,licence,attribution,weight
zh-CN/asthma,支气管哮喘,zh-CN,"气道反复收窄, 引起喘息。",哮喘;asthma,,示例,https://example.org/,CC0-1.0,,80
`;

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** A machine with these files; standard input holds `lines`. */
function machine(files: Record<string, string>, lines: readonly string[] = []) {
  const disk = new Map(Object.entries(files));
  let [out, err] = ['', ''];
  const on: PackMachine = {
    list: (path, endings) =>
      [...disk.keys()].filter((name) => (name === path || name.startsWith(`${path}/`)) && endings.some((end) => name.endsWith(`.${end}`))).sort(),
    read: (path) => disk.get(path) ?? (() => { throw new Error('no such file'); })(), // prettier-ignore
    bytes: (path) => Buffer.from(disk.get(path) ?? '', 'utf8'),
    write: (path, text) => void disk.set(path, text),
    clear: (folder) => [...disk.keys()].filter((name) => name.startsWith(`${folder}/`)).forEach((name) => disk.delete(name)),
    lines: async function* () {
      for (const line of lines) yield await Promise.resolve(line);
    },
    out: (text) => (out += text),
    err: (text) => (err += text),
    terminal: false,
    today: '2026-11-22',
    speak: readingBy(pinyin),
    signer: () => ({ key: publicKey.export({ format: 'jwk' }).x!, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url') }),
  };
  return { on, disk, out: () => out, err: () => err };
}
const sources = { 'in/gout.md': gout, 'in/more.csv': csv };

describe('importers', () => {
  it('read Markdown with front matter; HTML in it is text', () => {
    const [entry] = importFile('gout.md', gout, { updated: '2026-11-22' }).entries;
    expect(entry).toMatchObject({
      id: 'zh-CN/gout',
      locale: 'zh-CN',
      aliases: [{ text: '高尿酸性关节炎' }, { text: 'AG', weak: true }],
      codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M10' }],
      redFlags: [{ level: 'urgent', action: 'see-doctor', if: ['关节红肿并发热'] }],
      licence: { id: 'CC-BY-4.0', attribution: '示例作者' },
      review: { status: 'unreviewed', reviewers: [] },
    });
    expect(entry!.sections.map((section) => section.kind)).toEqual(['overview', 'symptoms', 'care']);
    expect(entry!.sections[1]!.html).toBe('<p>关节 <strong>突然</strong> 疼，&lt;script&gt;alert(1)&lt;/script&gt;</p><ul><li>脚趾</li><li>膝盖</li></ul>');
    expect(validateEntry(entry!, { today: '2026-11-22' })).toEqual([]);
    expect(markdownHtml('[a](javascript:x) [b](https://b.example)')).toBe('<p>[a](javascript:x) <a href="https://b.example">b</a></p>');
  });

  it('read CSV with quotes, and say which row is broken', () => {
    expect(importFile('more.csv', csv).entries[0]).toMatchObject({
      id: 'zh-CN/asthma',
      summary: '气道反复收窄, 引起喘息。',
      aliases: [{ text: '哮喘' }, { text: 'asthma' }],
    });
    expect(readCsv('a,b\r\n"x ""y""","1\n2"\r\n')).toEqual([{ a: 'x "y"', b: '1\n2' }]);
    expect(importFile('x.csv', 'a,b\n1\n').problems).toEqual(['x.csv: row 2 has 1 cells, the first row 2']);
  });

  it('read Entry JSON in every state, and refuse what is none', () => {
    expect(importFile('x.json', '{"entries":[{"title":"Gout","aliases":["x"]}]}', { locale: 'en' }).entries[0]).toMatchObject({ id: 'en/gout', locale: 'en' });
    expect(importFile('x.json', '[1]').problems[0]).toContain('not an object');
    expect(importFile('x.json', '{').problems[0]).toMatch(/^x\.json: /);
    expect(importFile('x.doc', '').problems[0]).toContain('.md');
    expect(importFile('x.md', '---\nid: a\n---\n## Nonsense\n').problems[0]).toContain('no known kind');
  });
});

describe('nelumbo-pack', () => {
  it('shows on a terminal which step is how far, and leaves nothing of it; a pipe gets none', async () => {
    const { on, err } = machine(sources);
    expect(await runPack(['build', 'in', '--out', 'pack'], { ...on, terminal: true })).toBe(0);
    const lines = err().split('\r');
    for (const step of ['read', 'check', 'zh-CN: names', 'files'])
      expect(
        lines.some((line) => line.includes(` % ${step}`)),
        step,
      ).toBe(true);
    expect(err()).toContain(`\r${'█'.repeat(24)} 100 % files`);
    expect(lines.at(-1)).toBe('\x1b[K');
    expect(lines.filter((line) => line.includes('%')).every((line) => line.length < 60 && line.endsWith('\x1b[K'))).toBe(true);

    const broken = machine({ ...sources, 'in/more.csv': csv.replace('CC0-1.0', '') });
    expect(await runPack(['build', 'in', '--out', 'pack'], { ...broken.on, terminal: true })).toBe(1);
    expect(broken.err()).toContain('\r\x1b[Knote');
    expect(broken.err()).toContain('\nproblem  zh-CN/asthma: V4');

    const piped = machine(sources);
    expect(await runPack(['build', 'in', '--out', 'pack'], piped.on)).toBe(0);
    expect(piped.err()).not.toMatch(/[\r%█░]/);
  });

  it('builds a pack that answers, twice with the same bytes', async () => {
    const { on, disk, out, err } = machine(sources, ['痛风', 'tongfeng', '痛风怎么办', '不想活了', '天气', '']);
    expect(await runPack(['build', 'in', '--out', 'pack'], on), err()).toBe(0);
    const first = [...disk].filter(([name]) => name.startsWith('pack/'));
    expect(await runPack(['build', 'in', '--out', 'again'], on)).toBe(0);
    expect([...disk].filter(([name]) => name.startsWith('again/')).map(([name, text]) => [name.replace('again', 'pack'), text])).toEqual(first);
    const manifest = JSON.parse(disk.get('pack/manifest.json')!) as FilesManifest;
    expect(manifest).toMatchObject({ format: 'nelumbo-pack/2', locales: ['zh-CN'], entries: { 'zh-CN': 2 } });
    expect(manifest.licences).toContainEqual({ source: '示例', licence: 'CC-BY-4.0', attribution: '示例作者', entries: 1 });
    const told = out().length;
    expect(await runPack(['query', 'pack', '--limit', '3'], on)).toBe(0);
    const answers = out().slice(told).trim().split('\n').map((line) => JSON.parse(line) as { q: string; status: string; suggest: { id: string }[] }); // prettier-ignore
    expect(answers.map(({ q, status }) => `${q} ${status}`)).toEqual(['痛风 hit', 'tongfeng none', '痛风怎么办 hit', '不想活了 sensitive', '天气 none']);
    expect(answers[1]!.suggest[0]!.id).toBe('zh-CN/gout');
  });

  it('finds names that are written in traditional characters by simplified ones and by pinyin', async () => {
    const row = 'zh-TW/vertigo,眩暈症,zh-TW,天旋地轉的感覺。,,,示例,https://example.org/,CC0-1.0,,80';
    const { on, out, err } = machine({ 'a.csv': `${csv.split('\n')[0]}\n${row}\n` }, ['眩晕症', '眩暈症', 'xuanyunzheng']);
    expect(await runPack(['build', 'a.csv', '--out', 'pack'], on), err()).toBe(0);
    const told = out().length;
    expect(await runPack(['query', 'pack'], on)).toBe(0);
    const answers = out().slice(told).trim().split('\n').map((line) => JSON.parse(line) as { status: string; suggest: { id: string }[] }); // prettier-ignore
    expect(answers.map(({ suggest }) => suggest[0]?.id)).toEqual(['zh-TW/vertigo', 'zh-TW/vertigo', 'zh-TW/vertigo']);
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual(['hit', 'hit']);
  });

  it('refuses what may not ship and says why', async () => {
    const claimed = gout.replace('weight: 85   # how often people look for it', 'review:\n  status: reviewed\nrelated: [no-such]');
    const { on, disk, err } = machine({ 'in/gout.md': claimed.replace('  attribution: 示例作者\n', ''), 'in/more.csv': csv.replace('CC0-1.0', '') });
    expect(await runPack(['build', 'in', '--out', 'pack'], on)).toBe(1);
    for (const text of [
      'V1 a reviewed entry names its reviewer',
      'V4 this licence asks for an attribution',
      'V4 name the licence',
      'zh-CN/no-such is not in the pack',
    ])
      expect(err()).toContain(text);
    expect([...disk.keys()].some((name) => name.startsWith('pack/'))).toBe(false);
  });

  it('reports overdue reviews without refusing them', async () => {
    const review = `review:\n  status: reviewed\n  reviewedOn: 2024-01-10\n  nextReviewOn: 2026-01-10\n  reviewers:\n    - name: 甲\n      title: 主任医师\n      hospital: 某医院\nweight: 85`;
    const { on, out, err } = machine({ 'in/gout.md': gout.replace('weight: 85   # how often people look for it', review) });
    expect(await runPack(['check', 'in'], on)).toBe(0);
    expect(err()).toContain('zh-CN/gout: the review was due on 2026-01-10');
    expect(out()).toContain('1 entries: 0 problems, 1 notes');
  });

  it('signs a pack, and answers from it only to the key of its publisher', async () => {
    const { on, disk, out, err } = machine(sources, ['痛风']);
    expect(await runPack(['build', 'in', '--out', 'pack', '--sign', 'key.pem'], on), err()).toBe(0);
    const key = publicKey.export({ format: 'jwk' }).x!;
    expect(out()).toContain(`#ed25519=${key}`);
    expect(await runPack(['query', 'pack', '--key', key], on), err()).toBe(0);
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!;
    expect(await runPack(['query', 'pack', '--key', other], on)).toBe(1);
    disk.set('pack/manifest.json', disk.get('pack/manifest.json')!.replace('示例作者', '别的作者'));
    expect(await runPack(['verify', 'pack', '--key', key], on)).toBe(1);
    expect(await runPack(['verify', 'pack'], on)).toBe(0);
  });

  it('says which files of a pack are missing or changed', async () => {
    const { on, disk, out, err } = machine(sources);
    await runPack(['build', 'in', '--out', 'pack'], on);
    expect(await runPack(['verify', 'pack'], on)).toBe(0);
    expect(out()).toMatch(/\d+ files: 0 problems/);
    const path = (part: string) => [...disk.keys()].find((name) => name.startsWith(`pack/${part}`))!;
    disk.set(path('zh-CN/t0'), '{}');
    disk.delete(path('zh-CN/cards-0'));
    expect(await runPack(['verify', 'pack'], on)).toBe(1);
    expect(err()).toContain('zh-CN/t0: the file is not what its name says');
    expect(err()).toContain('zh-CN/cards-0: the file is missing');
  });

  it('cuts the names of a large pack into shards that answer like the whole table', async () => {
    const heads = [...'赤黛玄缃绛皓苍翠幽澄岚霁岫泓'];
    const names = heads.flatMap((a) => heads.flatMap((b) => ['骨病', '腱炎', '膜症', '腺瘤', '窦障碍', '囊肿大', '瓣缺乏症', '管综合征', '腔积液', '根松动', '壁增厚'].map((tail) => a + b + tail))); // prettier-ignore
    const rows = names.map((name, i) => `zh-CN/e${i},${name},zh-CN,测试。,disease ${i},,示例,https://example.org/,CC0-1.0,,${i % 100}`);
    const asked = [names[7]!, `${names[900]!}怎么办`, '赤', '赤黛', 'chi', 'cdgb', 'disease 12', '天气', '黛骨'];
    const { on, disk, out, err } = machine({ 'a.csv': `${csv.split('\n')[0]}\n${rows.join('\n')}\n` }, asked);
    expect(await runPack(['build', 'a.csv', '--out', 'pack'], on), err()).toBe(0);
    expect((JSON.parse(disk.get('pack/manifest.json')!) as FilesManifest).sharded).toEqual(['zh-CN']);
    expect([...disk.keys()].filter((name) => /zh-CN\/[np]-\d+\./.test(name)).length).toBeGreaterThan(10);
    expect(await runPack(['verify', 'pack'], on), err()).toBe(0);
    const told = out().length;
    expect(await runPack(['query', 'pack', '--limit', '3', '--tier', 'shards'], on)).toBe(0);
    const until = out().length;
    expect(await runPack(['query', 'pack', '--limit', '3'], on)).toBe(0);
    const read = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as { status: string; suggest: { id: string; kind: string }[] }); // prettier-ignore
    const answers = read(out().slice(told, until));
    const whole = read(out().slice(until));
    const best = ({ status, suggest }: (typeof answers)[number]) => [status, suggest[0]?.id, suggest[0]?.kind];
    expect(answers.map(best)).toEqual(whole.map(best));
    expect(answers.map(({ status }) => status)).toEqual(['hit', 'hit', ...Array<string>(4).fill('none'), 'hit', 'none', 'none']);
    expect(answers.map(({ suggest }) => suggest[0]?.kind)).toEqual([
      'title',
      'question',
      'prefix',
      'prefix',
      'pinyin',
      'initials',
      'alias',
      undefined,
      'infix',
    ]);
  }, 60_000);

  it('lists the entries that differ', async () => {
    const { on, disk, out } = machine(sources);
    await runPack(['build', 'in', '--out', 'one'], on);
    disk.set('in/gout.md', gout.replace('突然的红肿', '红肿'));
    disk.set('in/more.csv', csv.replace('zh-CN/asthma', 'zh-CN/asthma-2'));
    await runPack(['build', 'in', '--out', 'two'], on);
    const told = out().length;
    expect(await runPack(['diff', 'one', 'two'], on)).toBe(0);
    expect(out().slice(told)).toBe('- zh-CN/asthma\n+ zh-CN/asthma-2\n~ zh-CN/gout\n');
  });

  it('explains itself to a wrong command line', async () => {
    const { on, err } = machine({});
    expect(await runPack([], on)).toBe(0);
    for (const wrong of [['bake'], ['build'], ['build', 'in'], ['diff', 'x'], ['query'], ['check', 'in', '--loud']])
      expect(await runPack(wrong, on), wrong.join(' ')).toBe(2);
    expect(await runPack(['query', 'nowhere'], on)).toBe(1);
    expect(err()).toContain('unknown option --loud');
  });

  it('builds without a dictionary, from the readings of the starter content', async () => {
    const { on } = machine(sources, ['tongfeng']);
    const { speak: _, ...bare } = on;
    expect(await runPack(['build', 'in', '--out', 'pack'], bare)).toBe(0);
    let out = '';
    await runPack(['query', 'pack'], { ...bare, out: (text) => (out += text) });
    expect(out).toContain('"kind":"pinyin"');
  });
});
