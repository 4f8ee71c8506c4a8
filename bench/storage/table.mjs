// Medians of the runs, their ratios to `raw` of the same runs, and the bars.
const MEASURES = [
  'bulk',
  'coldOpen',
  'coldSparse',
  'sparse',
  'dense',
  'series',
  'rollup',
  'full',
  'put_strict',
  'put_relaxed',
  'count',
  'foldWait',
  'foldIdle',
  'disk',
];

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

/** The median of a measure; `undefined` without any. */
export function at(rows, n, store, measure) {
  const values = rows.filter((row) => row.n === n && row.store === store && row[measure] !== undefined).map((row) => row[measure]);
  return values.length ? median(values) : undefined;
}

const show = (measure, x) => (measure === 'disk' ? `${(x / 1e6).toFixed(1)} MB` : x >= 100 ? Math.round(x) : +x.toFixed(2));

/** A Markdown table for each size. */
export function table(rows) {
  const lines = [];
  for (const n of new Set(rows.map((row) => row.n))) {
    lines.push('', `| ${n} records | runs | ${MEASURES.join(' | ')} | columns |`, `|${'---|'.repeat(MEASURES.length + 3)}`);
    for (const store of new Set(rows.filter((row) => row.n === n).map((row) => row.store))) {
      const runs = rows.filter((row) => row.n === n && row.store === store);
      const cells = MEASURES.map((measure) => {
        const value = at(rows, n, store, measure);
        if (value === undefined) return '–';
        const base = at(rows, n, 'raw', measure);
        return store === 'raw' || !base ? show(measure, value) : `${show(measure, value)} (${(value / base).toFixed(2)}x)`;
      });
      lines.push(`| ${store} | ${runs.length} | ${cells.join(' | ')} | ${runs[0].columns ?? '–'} |`);
    }
  }
  return lines.join('\n');
}

/** What is missed of the floor and of the goal. */
export function missed(rows, bars) {
  const sizes = new Set(rows.map((row) => row.n));
  const found = [];
  for (const { n, what, over = what, max, goal, ms } of bars) {
    const [ours, base] = [at(rows, n, 'nelumbo', what), at(rows, n, 'raw', over)];
    if (sizes.has(n) && ours !== undefined && max === undefined)
      found.push({ verdict: ours > ms ? 'short of the goal' : 'holds', text: `${n} ${what}: ${show(what, ours)} ms (goal ${ms} ms)` });
    if (!sizes.has(n) || ours === undefined || base === undefined || max === undefined) continue;
    const ratio = ours / base;
    const verdict =
      max !== undefined && ratio > max ? 'MISSED' : (goal !== undefined && ratio > goal) || (ms !== undefined && ours > ms) ? 'short of the goal' : 'holds';
    found.push({
      verdict,
      text: `${n} ${what}${over === what ? '' : ` / raw ${over}`}: ${ratio.toFixed(4)} (floor ${max ?? '–'}, goal ${goal ?? (ms === undefined ? '–' : `${ms} ms`)}), ${show(what, ours)}`,
    });
  }
  return found;
}
