// node bench/content-search/run.mjs, from the root of the repository. 32,000 made-up Chinese entries with summary and article in FTS5, in memory.
import { mkdirSync } from 'node:fs';
import { build } from 'esbuild';

const outfile = '.cache/bench/content-search.mjs';
mkdirSync('.cache/bench', { recursive: true });
const source = { contents: "export * from './fts-index.js'; export * from './search-tokens.js';", resolveDir: 'packages/server/src/content', loader: 'ts' };
await build({ stdin: source, bundle: true, platform: 'node', format: 'esm', conditions: ['nelumbo-source'], external: ['libsql'], outfile, logLevel: 'error' });
const { FtsIndex, searchTerms, tokensOf } = await import(new URL(`../../${outfile}`, import.meta.url).href);

let seed = 20261122;
const random = (below) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 4) % below;
const pick = (list) => list[random(list.length)];
const heads = [...'高低急慢心肺肝肾胃肠骨皮眼耳鼻喉脑血糖压脂尿神经内分泌风湿免疫先天性遗传良恶儿童老年妊娠原继发'];
const tails = [...'炎症病癌瘤痛疮疹肿痿瘫衰竭缺损畸形综合征障碍感染出血梗死硬化增生结石溃疡脱垂'];
const words =
  '患者 常见 表现 治疗 检查 医生 建议 饮食 运动 药物 疼痛 发热 血压 血糖 头痛 症状 原因 预防 注意 休息 及时 就医 长期 管理 家人 儿童 老人 手术 感染 炎症'.split(
    ' ',
  );
const chinese = (list, most) => Array.from({ length: 1 + random(most) }, () => pick(list)).join('');
const prose = (count) => Array.from({ length: count }, () => pick(words) + (random(4) ? '' : chinese(heads, 3))).join('');
const documents = Array.from({ length: 32_000 }, (_, i) => {
  const title = chinese(heads, 4) + chinese(tails, 3);
  return {
    id: `zh-CN/e${i}`,
    locale: 'zh-CN',
    type: pick(['MedicalCondition', 'Drug', 'MedicalTest']),
    departments: [pick(['内科', '外科', '儿科'])],
    weight: random(100),
    names: [{ key: title, kind: 'title' }],
    nameTokens: [...tokensOf(title), ...title],
    spellings: [`p${i}`],
    summaryTokens: tokensOf(prose(20)),
    bodyTokens: tokensOf(prose(i % 10 ? 0 : 300)),
  };
});
const index = new FtsIndex();
let start = performance.now();
await index.fill(documents);
console.log(
  `fill ${documents.length} entries: ${((performance.now() - start) / 1000).toFixed(1)} s, RSS ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
);
const table = new Map();
const queries = {
  'a name': () => pick(documents).names[0].key,
  'a name in a question': () => `${pick(documents).names[0].key}怎么办`,
  'two words': () => `${pick(words)} ${chinese(heads, 2)}${pick(tails)}`,
  'a word in many entries': () => pick(words),
};
for (const [name, query] of Object.entries(queries)) {
  const times = [];
  for (let i = 0; i < 60; i++) {
    const terms = searchTerms(query(), table);
    start = performance.now();
    await index.search({ terms, locale: 'zh-CN', limit: 20 });
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(`${name}: median ${times[30].toFixed(1)} ms, p95 ${times[57].toFixed(1)} ms`);
}
