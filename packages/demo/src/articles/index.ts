import type { Locale } from '../preferences.js';
import { awakeAtThree } from './awake-at-three.js';
import { egrets } from './egrets.js';
import { lessSalt } from './less-salt.js';
import { lotusSoup } from './lotus-soup.js';
import { nightBus } from './night-bus.js';
import { pillBox } from './pill-box.js';
import { springSneeze } from './spring-sneeze.js';
import { tomatoWeek } from './tomato-week.js';
import type { Article, Section } from './types.js';
import { winterPressure } from './winter-pressure.js';

export type { Article, Block, Section, Story, Tie } from './types.js';

/** All articles in the order of the front page. */
export const articles: readonly Article[] = [winterPressure, egrets, lessSalt, pillBox, awakeAtThree, springSneeze, lotusSoup, nightBus, tomatoWeek];

/** The article of that id. */
export const articleOf = (id: string): Article | undefined => articles.find((article) => article.id === id);

/** The articles of a section; films are those that run as film, whatever they are about. */
export function articlesIn(section: Section | 'all'): readonly Article[] {
  if (section === 'all') return articles;
  return articles.filter((article) => (section === 'film' ? article.film !== undefined : article.section === section));
}

/** Articles whose words contain each word of the query, those with a hit in the title first. */
export function searchArticles(query: string, locale: Locale): readonly Article[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const holds = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const found = articles.filter(({ in: stories, topics }) => {
    const { title, dek, body } = stories[locale];
    return holds([title, dek, ...topics, ...body.map((block) => (typeof block === 'string' ? block : Object.values(block).join(' ')))].join(' '));
  });
  const inTitle = (article: Article): number => (holds(article.in[locale].title) ? 0 : 1);
  return [...found].sort((a, b) => inTitle(a) - inTitle(b));
}
