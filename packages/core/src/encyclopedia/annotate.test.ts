import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotate, ArticleTerms, scan, type Span } from './annotate.js';
import type { Entry } from './entry.js';
import { openTerms, termPack, type TermEntry, type TermPack } from './terms.js';

const entry = (slug: string, title: string, more: Partial<TermEntry> = {}): TermEntry => ({
  id: `zh-CN/${slug}`,
  title,
  aliases: [],
  weight: 70,
  review: { status: 'sample', reviewers: [] },
  ...more,
});
const aliases = (...texts: string[]): Entry['aliases'] => texts.map((text) => (text.startsWith('~') ? { text: text.slice(1), weak: true } : { text }));
const entries = [
  entry('hypertension', '高血压', { aliases: aliases('高血压病', 'Hypertension', '~HT'), weight: 100 }),
  entry('gout', '痛风', { aliases: aliases('gout') }),
  entry('cold', '普通感冒', { aliases: aliases('感冒', '上感'), weight: 90 }),
  entry('flu', '流行性感冒', { aliases: aliases('流感', '上感', '感冒'), weight: 95 }),
  entry('acne', '痤疮', { aliases: aliases('acne') }),
  entry('copd', '慢阻肺', { aliases: aliases('chronic obstructive pulmonary disease') }),
  entry('rare', '罕见病', { weight: 5 }),
  entry('exam', '检查'),
  entry('silent', '疲劳', { annotate: false }),
  entry('gone', '旧病名', { review: { status: 'withdrawn', reviewers: [] } }),
  entry('numbers', '120'),
];
const pack = termPack(entries, { locale: 'zh-CN', pack: 'all', stop: ['检查'], fold: '壓压風风' });
const terms = openTerms(pack);
const plain = { segmenter: null };
const shown = (text: string, spans: readonly Span[]) => spans.map(({ start, end, id }) => `${text.slice(start, end)}=${id.slice(6)}`);

describe('a term pack', () => {
  it('holds titles and strong aliases, heaviest first, without weak, silent, withdrawn, generic and bare numbers', () => {
    expect(pack.slugs.split('\n')).toEqual(['hypertension', 'flu', 'cold', 'acne', 'copd', 'gout', 'rare']);
    expect(pack.rows.split('\n')).toEqual(
      [
        ...['高血压\t0', '高血压病\t0', 'hypertension\t0', '流行性感冒\t1', '流感\t1', '上感\t1', '感冒\t1', '普通感冒\t2', '痤疮\t3', 'acne\t3'],
        ...['慢阻肺\t4', 'chronic obstructive pulmonary disease\t4', '痛风\t5', 'gout\t5', '罕见病\t6'],
      ].sort(),
    );
  });

  it('of popular topics leaves the rare ones out, and a page may stop further words', () => {
    expect(termPack(entries, { locale: 'zh-CN', pack: 'popular' }).rows).not.toContain('罕见病');
    expect(scan(openTerms(pack, ['痛风']), '痛风和痤疮', plain)).toHaveLength(1);
  });
});

describe('scan', () => {
  it('finds the longest term at each place, whatever its case, width and script', () => {
    const text = 'ＨＹＰＥＲＴＥＮＳＩＯＮ：高血壓病患者易有痛風';
    expect(shown(text, scan(terms, text, plain))).toEqual(['ＨＹＰＥＲＴＥＮＳＩＯＮ=hypertension', '高血壓病=hypertension', '痛風=gout']);
  });

  it('takes Latin terms as whole words, longer ones than thirty characters, too', () => {
    const text = 'Acne, not acnestis. Chronic obstructive pulmonary disease; gout2, GOUT';
    expect(shown(text, scan(terms, text, plain))).toEqual(['Acne=acne', 'Chronic obstructive pulmonary disease=copd', 'GOUT=gout']);
  });

  it('keeps positions where lower case is longer than upper case', () => {
    const text = 'İİİ 高血压';
    expect(shown(text, scan(terms, text, plain))).toEqual(['高血压=hypertension']);
  });

  it('takes names of two characters only between words', () => {
    const cuts = new Set([0, 2, 4]); // 头痛|风湿|…: 痛风 lies across a cut
    const segmenter = { segment: (text: string) => [...text].flatMap((_, index) => (cuts.has(index) ? [{ index }] : [])) };
    expect(scan(terms, '头痛风湿', { segmenter })).toEqual([]);
    expect(scan(terms, '头痛风湿', plain)).toHaveLength(1);
    expect(shown('患有痛风湿疹', scan(terms, '患有痛风湿疹', { segmenter }))).toEqual(['痛风=gout']);
  });

  it.runIf(typeof Intl.Segmenter === 'function')('asks the platform for the words', () => {
    expect(scan(terms, '他有痛风，需要复诊。').map(({ id }) => id)).toEqual(['zh-CN/gout']);
    expect(scan(terms, '今天上感冒药很多')).not.toContainEqual(expect.objectContaining({ start: 2 }));
  });

  it('segments a run of Chinese once, however many names it holds', () => {
    const asked: number[] = [];
    const segmenter = {
      segment: (text: string) => {
        asked.push(text.length);
        return Array.from({ length: text.length / 2 }, (_, i) => ({ index: i * 2 }));
      },
    };
    const text = '痛风'.repeat(20_000);
    expect(scan(terms, `${text}。${text}`, { segmenter })).toHaveLength(40_000);
    expect(asked).toEqual([40_000, 40_000]);
  });

  it('equals the naive search for every text and list of terms', () => {
    const alphabet = [...'高血压病痛风ab c1'];
    const word = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 2, maxLength: 40 }).filter((name) => name.trim() === name && !name.includes('  '));
    const lists = fc.uniqueArray(fc.oneof(word, fc.constant('高血'), fc.constant('高血压')), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.array(fc.oneof(fc.constantFrom(...alphabet), word), { maxLength: 30 }), (names, parts) => {
        const rows = names
          .map((name, i) => `${name}\t${i.toString(36)}`)
          .sort()
          .join('\n');
        const given: TermPack = { format: 'nelumbo-terms/1', locale: 'zh-CN', pack: 'all', fold: '', slugs: names.map((_, i) => `e${i}`).join('\n'), rows };
        const text = [...parts, ...names.slice(0, 2)].join('');
        expect(scan(openTerms(given), text, plain)).toEqual(naive(names, text));
      }),
      { numRuns: 500 },
    );
  });
});

/** At each place the longest name that is a whole word, then on behind it. */
function naive(names: readonly string[], text: string): Span[] {
  const latin = (at: number) => /[a-z0-9]/.test(text[at] ?? '');
  const spans: Span[] = [];
  for (let start = 0; start < text.length;) {
    const whole = (end: number) => !(latin(start) && latin(start - 1)) && !(latin(end - 1) && latin(end));
    const fits = names.filter((name) => text.startsWith(name, start) && whole(start + name.length)).sort((a, b) => b.length - a.length);
    const [name] = fits;
    if (name !== undefined) spans.push({ start, end: start + name.length, id: `zh-CN/e${names.indexOf(name)}` });
    start += name?.length ?? 1;
  }
  return spans;
}

describe('annotate', () => {
  const text = '高血压与痛风、痤疮都常见。\n高血压病也叫hypertension；慢阻肺、感冒与罕见病。\n痤疮。';

  it('marks each topic once, two in a paragraph, eight in an article', () => {
    expect(shown(text, annotate(terms, text, plain))).toEqual(['高血压=hypertension', '痛风=gout', '慢阻肺=copd', '感冒=flu', '痤疮=acne']);
    expect(annotate(terms, text, { ...plain, max: 3 })).toHaveLength(3);
    expect(annotate(terms, text, { ...plain, max: 0 })).toEqual([]);
    expect(shown(text, annotate(terms, text, { ...plain, perParagraph: 1, except: ['zh-CN/hypertension'] }))).toEqual([
      '痛风=gout',
      '慢阻肺=copd',
      '痤疮=acne',
    ]);
  });

  it('goes over an article in pieces as in one', () => {
    const article = new ArticleTerms(terms, plain);
    const pieces = text.split('\n').flatMap((paragraph) => shown(paragraph, article.paragraph(paragraph)));
    expect(pieces).toEqual(shown(text, annotate(terms, text, plain)));
  });

  it('marks a part of what a scan finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('高血压', '痛风', '感冒', '的', '\n', ' acne '), { maxLength: 40 }),
        fc.nat(8),
        fc.nat(3),
        (parts, max, perParagraph) => {
          const article = parts.join('');
          const all = new Set(scan(terms, article).map((span) => JSON.stringify(span)));
          const spans = annotate(terms, article, { max, perParagraph });
          expect(spans.length).toBeLessThanOrEqual(max);
          expect(new Set(spans.map(({ id }) => id)).size).toBe(spans.length);
          for (const span of spans) expect(all).toContain(JSON.stringify(span));
        },
      ),
    );
  });
});
