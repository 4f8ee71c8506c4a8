import { openNames, type NameIndex, type NamesDocument } from './names.js';
import type { CrisisWords } from './crisis.js';
import type { Grammar } from './grammar.js';

/** A small pack for tests of the core; the starter pack is tested in `content`. */
export const names: NamesDocument = {
  format: 'nelumbo-names/1',
  locale: 'zh-CN',
  rows: [
    'hypertension\t100,0\t高血压\t高血压病\thypertension\thigh blood pressure\t#0|I10',
    'leukemia\t60,0\t白血病\t血癌\tleukemia',
    'fever\t95,0\t发热\t发烧\tfever',
    'cough\t90,0\t咳嗽\t干咳\tcough',
    'gout\t85,0\t痛风\tgout',
    'acne\t80,0\t痤疮\t粉刺\tacne',
    'atrial-fibrillation\t60,0\t心房颤动\t房颤\tatrial fibrillation\t~AF',
    'hyperuricemia\t70,0\t高尿酸血症\t尿酸高',
    'cold\t90,0\t普通感冒\t感冒\t上感',
    'flu\t90,0\t流行性感冒\t流感\t上感\tflu',
    'ontology-term\t20,0,n\t本体条目\tmachine term',
  ].join('\n'),
  systems: ['http://hl7.org/fhir/sid/icd-10-cm'],
  syllables:
    'ai癌 bai白 bing病 chan颤 cuo痤 chuang疮 dong动 fa发 fang房 fen粉 feng风 gan感干 gao高 ke咳 liu流 mao冒 niao尿 pu普 re热 shang上 shao烧 sou嗽 suan酸 tong痛通 xin心 xing行性 xue血 ya压 zheng症 ci刺',
  readings: {},
  fold: '壓压發发燒烧熱热',
};

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
