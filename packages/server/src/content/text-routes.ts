import { annotate, termPackNames } from '@nelumbo/core/encyclopedia';
import type { AnnotateRules, TermPackName } from '@nelumbo/core/encyclopedia';
import type { FeedbackStore } from './feedback-store.js';
import type { Library } from './library.js';
import { locale, segment } from './parameters.js';
import { missing } from './refusals.js';
import type { Route } from './route.js';
import { ref } from './schema.js';

const packName = (text: string | undefined): TermPackName => (text === 'all' ? 'all' : 'popular');

/** Terms and annotation. */
function termRoutes(library: Library): readonly Route[] {
  return [
    {
      method: 'GET',
      path: 'encyclopedia/terms/{pack}',
      id: 'readTerms',
      summary: 'The names that annotation looks for',
      description: '`popular`: those of everyday topics; `all`: every strong name.',
      parameters: [segment('pack', '`popular` or `all`.', `^(${termPackNames.join('|')})$`, 'popular'), locale],
      success: { status: 200, description: 'The term pack.', schema: ref('TermPack') },
      refusals: { 404: 'There is no such pack.' },
      cache: 'fresh',
      answer: async ({ path, locale: asked }) => ({ body: await library.terms(packName(path['pack']), asked) }),
    },
    {
      method: 'POST',
      path: 'encyclopedia/annotate',
      id: 'annotate',
      summary: 'Finds terms in a text',
      description: 'For a CMS that stores spans. Each topic is marked at its first occurrence only. Nothing of the text is kept or logged.',
      parameters: [
        locale,
        { name: 'pack', in: 'query', description: 'Which names.', schema: { type: 'string', enum: termPackNames, default: 'popular' }, example: 'all' },
      ],
      body: { schema: ref('AnnotateRequest'), limit: 500_000, example: { text: '高血压患者如果同时有痛风，饮食要更加注意。', max: 5 } },
      success: { status: 200, description: 'The spans, from left to right.', schema: ref('Spans') },
      refusals: { 413: 'The text is too long.', 415: 'The body is no application/json.' },
      cache: 'none',
      cost: 3,
      async answer({ text, locale: asked, body }) {
        const { text: article, ...rules } = body as AnnotateRules & { readonly text: string }; // fits AnnotateRequest
        return { body: { spans: annotate(await library.openedTerms(packName(text['pack']), asked), article, rules) } };
      },
    },
  ];
}

/** Whether an entry helped. @param today - `YYYY-MM-DD` */
function feedbackRoute(library: Library, feedback: FeedbackStore, today: () => string): Route {
  return {
    method: 'POST',
    path: 'encyclopedia/feedback',
    id: 'sendFeedback',
    summary: 'Says whether an entry helped',
    description: 'Anonymous: the entry, yes or no, the reason and the day are kept; nothing about the reader. Rated apart, 12 a minute for an address.',
    parameters: [locale],
    body: { schema: ref('FeedbackRequest'), limit: 10_000, example: { id: 'zh-CN/hypertension', helpful: false, reason: 'outdated' } },
    success: { status: 202, description: 'It was kept.', schema: ref('Accepted') },
    refusals: { 404: 'There is no such entry.', 413: 'The body is too large.', 415: 'The body is no application/json.' },
    cache: 'none',
    async answer({ body }) {
      const { id, helpful, reason } = body as { readonly id: string; readonly helpful: boolean; readonly reason?: string }; // fits FeedbackRequest
      if (!(await library.corpus()).byId.has(id)) throw missing();
      feedback.add({ entry: id, helpful, reason, day: today() });
      return { body: { accepted: true } };
    },
  };
}

/** Routes that work on texts or take what readers say. */
export const textRoutes = (library: Library, feedback: FeedbackStore): readonly Route[] => [
  ...termRoutes(library),
  feedbackRoute(library, feedback, () => new Date().toISOString().slice(0, 10)),
];
