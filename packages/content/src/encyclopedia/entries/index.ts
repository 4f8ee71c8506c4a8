import type { Article } from '../build/topic.js';

/** Our own articles. */
export const articles: readonly Article[] = [];
