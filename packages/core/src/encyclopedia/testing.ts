import { openNames, syllableTable, type NameIndex, type NamesDocument } from './names.js';
import { packNames, type NamedEntry } from './names-codec.js';
import type { CrisisWords } from './crisis.js';
import type { Grammar } from './grammar.js';

const fold = '壓压發发燒烧熱热';
const syllables =
  'ai癌 bai白 bing病 chan颤 cuo痤 chuang疮 dong动 fa发 fang房 fen粉 feng风 gan感干 gao高 ke咳 liu流 mao冒 niao尿 pu普 re热 shang上 shao烧 sou嗽 suan酸 tong痛通 xin心 xing行性 xue血 ya压 zheng症 ci刺';

/** `slug weight title, alias, ~weak alias, #code`; `!` before the weight: never a card. */
export const entries: readonly NamedEntry[] = [
  'hypertension 100 高血压, 高血压病, hypertension, high blood pressure, #I10',
  'leukemia 60 白血病, 血癌, leukemia',
  'fever 95 发热, 发烧, fever',
  'cough 90 咳嗽, 干咳, cough',
  'gout 85 痛风, gout',
  'acne 80 痤疮, 粉刺, acne',
  'atrial-fibrillation 60 心房颤动, 房颤, atrial fibrillation, ~AF',
  'hyperuricemia 70 高尿酸血症, 尿酸高',
  'cold 90 普通感冒, 感冒, 上感',
  'flu 90 流行性感冒, 流感, 上感, flu',
  'ontology-term !20 本体条目, machine term',
].map((line) => {
  const [, slug, no, weight, names] = /^(\S+) (!?)(\d+) (.*)$/.exec(line)!;
  const [title, ...others] = names!.split(', ');
  const aliases = others.filter((text) => !text.startsWith('#')).map((text) => (text.startsWith('~') ? { text: text.slice(1), weak: true } : { text }));
  const codes = others.filter((text) => text.startsWith('#')).map((text) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: text.slice(1) }));
  return { slug: slug!, title: title!, weight: Number(weight), card: no === '', aliases, codes };
});

/** A small pack for tests of the core; the starter pack is tested in `content`. */
export const names: NamesDocument = packNames('zh-CN', entries, fold, { syllables, readings: {} }, syllableTable(syllables));

/** The index of {@link names}. */
export const index: NameIndex = openNames(names);

/** A grammar of a few words. */
export const grammar: Grammar = {
  zh: {
    openers: ['孩子', '#岁', '没有', '但是', '老人'],
    askers: ['什么是', '怎么预防'],
    followers: ['可以', '能', '老', '怎么', '和'],
    intents: ['怎么办', '症状', '治疗', '运动'],
    denials: ['没有'],
    questions: ['吗', '怎么'],
    veto: ['歌词', '股票', '电影'],
  },
  en: {
    openers: ['i', 'the', 'of', 'is'],
    askers: ['prevent'],
    followers: ['in', 'for'],
    intents: ['symptoms', 'contagious', 'prevent', 'children'],
    questions: ['how', 'what', 'is', 'can'],
    veto: ['movie', 'song', 'price'],
    links: ['with', 'have', 'to', 'prevent'],
  },
  letters: ['gxz'],
};

/** Crisis wording of a few words. */
export const crisis: CrisisWords = { phrases: ['不想活', 'kill myself'], not: ['不想活动'], veto: ['电影'], fold: '殺杀電电' };
