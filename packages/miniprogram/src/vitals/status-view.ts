import type { Classification, Direction, GuidelineDocument, Population, RowText } from '@nelumbo/core/vitals';
import type { VitalsStatusTexts } from '../../../elements/src/locales/vitals/status.js';

/** How a classification is worded. */
interface Words {
  readonly texts: VitalsStatusTexts;
  readonly locale: string;
  readonly call: string;
  readonly population: Population;
  readonly inLocale: (text: RowText) => string;
}

/** Drawn inside the shape of a tone. */
const arrows: Readonly<Record<Direction, string>> = { up: '↑', down: '↓', none: '–' };

/** Shape and sign of a status; the word stands beside it, always. */
export const signOf = ({ tone, direction }: Pick<Classification, 'tone' | 'direction'>): string =>
  tone === 'good' ? '✓' : tone === 'urgent' ? '!' : tone === 'unknown' ? '' : arrows[direction];

/** The whole judgement, as `<nelumbo-vitals-entry>` words it: pill, name, meaning, guideline; for an urgent one what to do comes first. */
export function statusView(status: Classification, measure: string, document: GuidelineDocument, { texts, call, population, inLocale }: Words): object {
  const { tone, direction, word, guideline, row, grade, profile, target } = status;
  const name = row && !target ? inLocale(row.text) : '';
  const said = grade ?? row;
  const title = said && (said.source === 'editorial' ? texts.editorialSource : (document.sources[said.source]?.title ?? ''));
  const by = [
    ...(target ? [texts.byTarget[target.by]] : []),
    ...(guideline
      ? [
          texts.by(inLocale(guideline.title), guideline.version),
          ...(profile?.measure === 'glucose' ? [texts.forWhom(texts.populations[population])] : []),
          ...(title ? [texts.source(title)] : []),
          ...(row?.confidence === 'unverified' ? [texts.unverified] : []),
        ]
      : [texts.guidelineUnknown]),
  ].join(' · ');
  const urgent = tone === 'urgent';
  return {
    ...{ tone, direction, sign: signOf(status), word: texts.words[word], by },
    row: grade || !name || name === texts.words[word] ? '' : name,
    grade: grade ? texts.grade(inLocale(grade.text)) : '',
    meaning: urgent ? '' : texts.meanings[word],
    urgent: urgent ? (texts.urgent[measure] ?? texts.urgent['other'])(call, direction) : '',
    call: urgent ? texts.call(call) : '',
    once: tone === 'alert' ? texts.oneReading : '',
  };
}
