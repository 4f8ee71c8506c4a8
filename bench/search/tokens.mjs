// Normalisation and tokenisers shared by every engine, so that differences in the table are the engines' own.
export const CJK = /[\u3400-\u4dbf\u4e00-\u9fff]/;
const RUN = /[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9α-ωéèöüäñ]+/g;

export const isCJK = (s) => CJK.test(s);
export const fold = (s) => s.normalize('NFKC').toLowerCase();
/** Key form of a name or a query: folded, without spaces and punctuation. */
export const clean = (s) => fold(s).replace(/[\s\-'’·,，.。()（）/?？!！:：;；"“”]+/g, '');

export function bigrams(text) {
  const out = [];
  for (const run of fold(text).match(RUN) ?? []) {
    if (!isCJK(run) || run.length === 1) out.push(run);
    else for (let i = 0; i < run.length - 1; i++) out.push(run.slice(i, i + 2));
  }
  return out;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
export const segments = (text) => [...segmenter.segment(fold(text))].filter((x) => x.isWordLike).map((x) => x.segment);

/** Joined pinyin and initials of an entry as one field, for engines that index text fields. */
export const latinField = (doc) => [...doc.py.map((p) => p.replace(/ /g, '')), ...doc.ini].join(' ');
