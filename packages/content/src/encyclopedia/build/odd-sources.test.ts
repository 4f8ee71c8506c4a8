import { validateEntry } from '@nelumbo/core/encyclopedia';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { importFile } from './importers.js';
import { readingBy, runPack, type PackMachine } from './pack-cli.js';
import { sourceText } from './source-text.js';

interface Answer {
  readonly q: string;
  readonly status: string;
  readonly card?: { readonly id: string; readonly kind: string };
  readonly suggest: readonly { readonly id: string; readonly kind: string }[];
}

/** Builds a pack of these files and asks it. */
async function ask(files: Readonly<Record<string, string | Uint8Array>>, queries: readonly string[], ...options: string[]) {
  const disk = new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]));
  let [out, err] = ['', ''];
  const on: PackMachine = {
    list: (path) => [...disk.keys()].filter((name) => name.startsWith(`${path}/`)).sort(),
    read: (path) => disk.get(path)!.toString(),
    bytes: (path) => disk.get(path)!,
    write: (path, text) => void disk.set(path, Buffer.from(text)),
    clear: () => undefined,
    lines: async function* () {
      for (const line of queries) yield await Promise.resolve(line);
    },
    out: (text) => (out += text),
    err: (text) => (err += text),
    terminal: false,
    today: '2026-11-22',
    speak: readingBy(pinyin),
    signer: () => ({ key: '', sign: () => '' }),
  };
  const code = await runPack(['build', 'in', '--out', 'pack', ...options.filter((option) => !option.startsWith('--locale'))], on);
  out = '';
  if (code === 0) await runPack(['query', 'pack', ...options.filter((option) => option.startsWith('--locale'))], on);
  const answers = out.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Answer); // prettier-ignore
  const card = (q: string) => answers.find((answer) => answer.q === q)?.card;
  const first = (q: string) => answers.find((answer) => answer.q === q)?.suggest[0];
  return { code, err, card, first, status: (q: string) => answers.find((answer) => answer.q === q)?.status };
}

const source = { source: { name: '示例', url: 'https://example.org/' }, licence: 'CC0-1.0', updated: '2026-01-01' };
const entry = (id: string, title: string, more: object = {}) => ({ id, title, summary: '简介。', ...source, ...more });
const json = (...entries: readonly object[]) => ({ 'in/a.json': JSON.stringify(entries) });

describe('Markdown as people write it', () => {
  it('reads texts over several lines, quotes, lists and maps of every form', () => {
    const [read] = importFile(
      'a.md',
      `---\r
title: "Crohn's: a \\"guide\\""
locale: en
summary: >-
  First line
  second line: with a colon.

  A new paragraph.
aliases:
- 'Crohn''s disease'   # as usual
- "regional enteritis, terminal"
-   ~CD
tags: one; two
source: { name: "Example, Inc.", url: https://example.org/a#b }
licence: CC0-1.0
codes: ["http://example.org/icd|250.10", http://example.org/icd|007]
weight: '70'
card: no
...
# Crohn's guide

Lead <!-- not this -->text.

## Symptoms

1. one
   goes on

2. two

![A picture](x.png) and __bold__ snake_case_word
`,
    ).entries;
    expect(read).toMatchObject({
      title: `Crohn's: a "guide"`,
      summary: 'First line second line: with a colon.\nA new paragraph.',
      aliases: [{ text: "Crohn's disease" }, { text: 'regional enteritis, terminal' }, { text: 'CD', weak: true }],
      tags: ['one', 'two'],
      source: { name: 'Example, Inc.', url: 'https://example.org/a#b' },
      codes: [
        { system: 'http://example.org/icd', code: '250.10' },
        { system: 'http://example.org/icd', code: '007' },
      ],
      weight: 70,
      card: false,
    });
    expect(read!.sections.map(({ html }) => html)).toEqual([
      '<p>Lead text.</p>',
      '<ol><li>one goes on</li><li>two</li></ol><p>A picture and <strong>bold</strong> snake_case_word</p>',
    ]);
  });

  it('says what it does not read instead of guessing', () => {
    const problem = (text: string) => importFile('a.md', text).problems[0];
    expect(problem('---\ntitle: x\naliases: Diabetes, type 2\n---\n')).toContain('write a list');
    expect(problem('---\ntitle: x\nsource: y\n  url: z\n---\n')).toContain('cannot read "url: z" below a value');
    expect(problem('---\ntitle: x\nweight: heavy\n---\n')).toContain('from 0 to 100');
    expect(problem('---\ntitle: x\n---\n| a | b |\n')).toContain('tables and code are not read');
    expect(problem('+++\ntitle = "x"\n+++\n')).toContain('no front matter');
  });
});

describe('CSV as it is exported', () => {
  const head = 'id,title,summary,source,source_url,licence';
  const row = 'zh-CN/asthma,哮喘,简介,甲,https://example.org/,CC0-1.0';

  it('may be parted by semicolons or tabs, end its lines in any way, and hold emptied rows', () => {
    for (const text of [
      `\uFEFF${head}\r\n${row}\r\n,,,,,\r\n`,
      `sep=;\r\n${head.replaceAll(',', ';')}\r\n${row.replaceAll(',', ';')}\r\n`,
      `${head.toUpperCase().replaceAll(',', '\t')}\n${row.replaceAll(',', '\t')}`,
      `${head}\r${row}\r`,
    ])
      expect(
        importFile('a.csv', text).entries.map(({ id, title }) => [id, title]),
        text,
      ).toEqual([['zh-CN/asthma', '哮喘']]);
    expect(importFile('a.csv', 'titel,summary\nx,y\n').problems[0]).toContain('no column is called title');
    expect(importFile('a.csv', 'title,title\nx,y\n').problems[0]).toContain('two columns');
  });

  it('is never read in an encoding that was guessed', async () => {
    const gbk = Uint8Array.of(0xcf, 0xf8, 0xb4, 0xad); // 哮喘
    expect(() => sourceText(gbk)).toThrow(/--encoding gb18030/);
    expect(sourceText(gbk, 'gb18030')).toBe('哮喘');
    expect(sourceText(Uint8Array.of(0xff, 0xfe, 0xee, 0x54))).toBe('哮');
    expect(sourceText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
    const bytes = Buffer.concat([Buffer.from(`${head}\nzh-CN/asthma,`), gbk, Buffer.from(',x,y,https://example.org/,CC0-1.0\n')]);
    expect((await ask({ 'in/a.csv': bytes }, [])).err).toContain('in/a.csv is not UTF-8');
    expect((await ask({ 'in/a.csv': bytes }, ['哮喘'], '--encoding=gb18030')).card('哮喘')?.id).toBe('zh-CN/asthma');
  });
});

describe('the MedlinePlus feed', () => {
  it('gives entries in English and Spanish, and takes no markup that an article may not hold', () => {
    const { entries, problems } = importFile(
      'topics.xml',
      `<health-topics date-generated="10/03/2026 02:30:34">
      <health-topic title="Ataque card&#237;aco" url="https://medlineplus.gov/spanish/heartattack.html" language="Spanish">
      <also-called>Infarto de miocardio</also-called>
      <full-summary>&lt;p class=&quot;x&quot;&gt;Es &lt;b&gt;grave&lt;/b&gt;. &lt;a href=&quot;https://example.org/&quot; onclick=&quot;a()&quot;&gt;M&#225;s&lt;/a&gt;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;ul&gt;&lt;li&gt;Uno &amp;amp; dos&lt;/li&gt;&lt;/ul&gt;</full-summary></health-topic>
      <health-topic title="Heart Attack" url="https://medlineplus.gov/heartattack.html" language="English"><full-summary><![CDATA[<h3>What?</h3><p>Each year &amp; more.</p>]]></full-summary></health-topic>
      </health-topics>`,
    );
    expect(problems).toEqual([]);
    expect(entries.map(({ id, summary, updated }) => [id, summary, updated])).toEqual([
      ['es/ataque-cardiaco', 'Es grave.', '2026-10-03'],
      ['en/heart-attack', 'Each year & more.', '2026-10-03'],
    ]);
    expect(entries[0]!.sections[0]!.html).toBe('<p>Es <strong>grave</strong>. <a href="https://example.org/">Más</a></p><ul><li>Uno &amp; dos</li></ul>');
    for (const one of entries) expect(validateEntry(one, { today: '2026-11-22' })).toEqual([]);
    expect(importFile('x.xml', '<rss/>').problems[0]).toContain('health-topic');
  });
});

describe('a pack of odd names', () => {
  it('finds accented names without their accents, and takes an accent that is typed at its word', async () => {
    const { card, first, status } = await ask(
      json(entry('es/anio', 'Año'), entry('es/ano', 'Ano'), entry('es/corazon', 'Corazón'), entry('es/meniere', 'Enfermedad de Ménière')),
      ['corazon', 'Corazón', 'cora', 'enfermedad de meniere', 'año', 'ano'],
    );
    for (const q of ['corazon', 'Corazón']) expect(card(q), q).toMatchObject({ id: 'es/corazon', title: 'Corazón', kind: 'title' });
    expect(first('cora')?.id).toBe('es/corazon');
    expect(card('enfermedad de meniere')?.id).toBe('es/meniere');
    expect(card('año')?.id).toBe('es/anio');
    expect(status('ano')).toBe('ambiguous');
  });

  it('finds rare characters, traditional ones either way, one character, full width and what has an emoji in it', async () => {
    const { card, first } = await ask(
      json(
        entry('zh-CN/a', '𩷶𩸭'),
        entry('zh-CN/b', '鉴别诊断病'),
        entry('zh-CN/c', '齲齒鑑別'),
        entry('zh-CN/d', '痣'),
        entry('zh-CN/e', 'ＡＢＯ血型不合'),
        entry('zh-CN/f', '维生素B₁₂缺乏症'),
        entry('zh-CN/g', '😀症候群'),
      ),
      ['𩷶𩸭', '𩷶', '鑑別診斷病', '龋齿鉴别', '痣', '痣怎么治疗', 'abo血型不合', '维生素b12缺乏症', '症候群', '天气'],
    );
    expect(card('𩷶𩸭')).toMatchObject({ id: 'zh-CN/a', kind: 'title' });
    expect(first('𩷶𩸭')?.kind).toBe('title');
    expect(first('𩷶')?.kind).toBe('prefix');
    const found = ['鑑別診斷病', '龋齿鉴别', '痣', '痣怎么治疗', 'abo血型不合', '维生素b12缺乏症', '症候群'].map((q) => card(q)?.id.slice(-1));
    expect(found.join('')).toBe('bcddefg');
    expect(card('天气')).toBeUndefined();
  });

  it('raises no card for what only begins like a name', async () => {
    const organ = { type: 'AnatomicalStructure' };
    const silent = ['眼药', '眼药怎么用', '手药', '心不安怎么办', '肝病怎么治疗', '牙疼怎么办', '手术后吃什么好', '热水器怎么治疗'];
    const zh = await ask(
      json(
        entry('zh-CN/eye', '眼'),
        entry('zh-CN/hand', '手'),
        entry('zh-CN/heart', '心'),
        entry('zh-CN/liver', '肝', organ),
        entry('zh-CN/tooth', '牙'),
        entry('zh-CN/hot', '热'),
      ),
      silent,
    );
    for (const q of silent) expect(zh.card(q), q).toBeUndefined();
    const compounds = ['heart attack symptoms', 'heart attacks', 'stress test', 'eye treatment'];
    const en = await ask(json(entry('en/heart', 'Heart'), entry('en/stress', 'Stress'), entry('en/eye', 'Eye', organ)), [
      ...compounds,
      'stress symptoms',
      'eye',
    ]);
    for (const q of compounds) expect(en.card(q), q).toBeUndefined();
    expect(en.card('stress symptoms')?.id).toBe('en/stress');
    expect(en.card('eye')?.id).toBe('en/eye');
  });

  it('names the file and the entry of every problem', async () => {
    const { code, err } = await ask(
      {
        'in/a.json': JSON.stringify([entry('zh-CN/x', '哮喘'), entry('', '湿疹'), entry('', '😀'), { ...entry('', 'Eczema'), locale: 'zh(CN' }]),
        'in/b.json': JSON.stringify(entry('zh-CN/x', '喘')),
      },
      [],
    );
    expect(code).toBe(1);
    expect(err).toContain('zh-CN/x: 2 entries have this id (in/a.json, entry 1; in/b.json)');
    expect(err).toContain('V10 give it an id: its names have no Latin letters to make one of (in/a.json, entry 2)');
    expect(err).toContain('V10 the title has no letter or digit to find it by (in/a.json, entry 3)');
    expect(err).toContain('V10 the locale is a language tag such as zh-CN (in/a.json, entry 4)');
  });

  it('refuses names that hide or turn what is written', async () => {
    const { err } = await ask(json(entry('zh-CN/x', '\u202e反向病'), entry('zh-CN/y', '哮喘', { aliases: ['a\u0000b病'] })), []);
    expect(err).toContain('zh-CN/x: V10 the title holds control or bidirectional characters');
    expect(err).toContain('zh-CN/y: V6 an alias holds control or bidirectional characters');
  });

  it('answers a reader of a language that it does not have in its first one', async () => {
    const { card } = await ask(json(entry('zh-CN/x', '哮喘')), ['哮喘'], '--locale=fr-CA');
    expect(card('哮喘')?.id).toBe('zh-CN/x');
  });

  it('says when it had to date entries', async () => {
    const { err } = await ask(json({ ...entry('zh-CN/x', '哮喘'), updated: undefined }), []);
    expect(err).toContain('1 entry does not say when it was updated: taken as of 2026-11-22');
  });
});
