// node bench/annotate/run.mjs, from the root of the repository
// 48,428 made-up names of two to twelve characters (every tenth English) over an article of 5,000 characters. Bars: scan <= 0.2 ms, build <= 15 ms CPU.
import { build } from 'esbuild';

const source = { contents: "export * from './annotate.js'; export * from './terms.js';", resolveDir: 'packages/core/src/encyclopedia', loader: 'ts' };
const { outputFiles } = await build({ stdin: source, bundle: true, format: 'esm', target: 'es2022', write: false });
const { annotate, openTerms, scan } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

let seed = 20261122;
const random = (below) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 4) % below;
const heads = [...'高低急慢心肺肝肾胃肠骨皮眼耳鼻喉脑血糖压脂尿神经内分泌风湿免疫先天性遗传良恶儿童老年妊娠原继发'];
const tails = [...'炎症病癌瘤痛疮疹肿痿瘫衰竭缺损畸形综合征障碍感染出血梗死硬化增生结石溃疡脱垂'];
const syllables = ['cardi', 'gastr', 'neur', 'derm', 'oste', 'hepat', 'nephr', 'itis', 'osis', 'oma', 'pathy', 'emia', 'algia', 'plasia'];
const pick = (list) => list[random(list.length)];
const chinese = () => Array.from({ length: 1 + random(8) }, () => pick(heads)).join('') + Array.from({ length: 1 + random(4) }, () => pick(tails)).join('');
const english = () => Array.from({ length: 2 + random(4) }, () => pick(syllables)).join(random(4) ? '' : ' ');
const names = new Set();
while (names.size < 48_428) names.add(random(10) ? chinese() : english());
const list = [...names];
const rows = list
  .map((name, i) => `${name}\t${i.toString(36)}`)
  .sort()
  .join('\n');
const pack = { format: 'nelumbo-terms/1', locale: 'zh-CN', pack: 'all', fold: '壓压風风發发', slugs: list.map((_, i) => `e${i}`).join('\n'), rows };
const news = '近日，记者走访多家社区服务中心了解到，不少居民前来咨询健康问题，工作人员提醒大家注意休息、合理饮食。';
let article = '';
for (let i = 0; article.length < 5000; i += 37) article += `${news}专家表示${list[i]}与${list[i + 7]}并不少见，应当及时就医。`;
article = article.slice(0, 5000);

const cpu = () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
const best = (times, work) => {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
};
const start = cpu();
let terms = openTerms(pack);
console.log(`build, first: ${(cpu() - start).toFixed(1)} ms CPU`);
console.log(`build, best of 10: ${best(10, () => (terms = openTerms(pack))).toFixed(1)} ms`);
console.log(`terms ${terms.rows.length}, characters ${article.length}, hits ${scan(terms, article, { segmenter: null }).length}`);
console.log(`scan: ${best(200, () => scan(terms, article, { segmenter: null })).toFixed(3)} ms`);
console.log(`scan with the platform's segmenter for names of two characters: ${best(20, () => scan(terms, article)).toFixed(3)} ms`);
console.log(`annotate (8 an article, 2 a paragraph): ${best(100, () => annotate(terms, article.replaceAll('。', '。\n'))).toFixed(3)} ms`);

/** The same search on a Map of gates and a Set of names, without word edges: what the ratio is measured against. */
function setOf(names) {
  const lengths = new Map();
  for (const name of names) {
    const gate = name.charCodeAt(0) * 65536 + name.charCodeAt(1);
    lengths.set(gate, (lengths.get(gate) ?? 0) | (1 << Math.min(31, name.length)));
  }
  return { lengths, set: new Set(names) };
}
function scanSet({ lengths, set }, text) {
  const spans = [];
  for (let i = 0; i < text.length - 1; i++) {
    const bits = lengths.get(text.charCodeAt(i) * 65536 + text.charCodeAt(i + 1));
    if (bits === undefined) continue;
    for (let n = Math.min(31, text.length - i); n >= 2; n--)
      if (bits & (1 << n) && set.has(text.slice(i, i + n))) {
        spans.push([i, n]);
        i += n - 1;
        break;
      }
  }
  return spans;
}
const reference = setOf(list);
console.log(
  `reference: build ${best(10, () => setOf(JSON.parse(JSON.stringify(list)))).toFixed(1)} ms with parsing, scan ${best(200, () => scanSet(reference, article.toLowerCase())).toFixed(3)} ms`,
);
