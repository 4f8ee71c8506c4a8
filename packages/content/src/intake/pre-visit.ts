import type { Questionnaire, QuestionnaireItem } from '@nelumbo/core/fhir';
import { item, questionnaire, vocabulary, type Bilingual } from './author.js';
import { allergies, course, duration, medicines, notes, purpose, reason } from './common-items.js';

/** What a department adds to the common questions before a visit. */
export interface DepartmentDraft {
  readonly id: string;
  readonly name: string;
  readonly title: Bilingual;
  /** Signs that must not wait for the visit. */
  readonly danger: readonly (readonly [code: string, text: Bilingual])[];
  /** The department's own questions. */
  readonly own: QuestionnaireItem;
  /** Asked before everything else: who it is about. */
  readonly who: readonly QuestionnaireItem[];
}

/** A template for the minutes before a visit: why, since when, what was done, what is taken. */
export function preVisit({ id, name, title, danger, own, who }: DepartmentDraft): Questionnaire {
  const { choice, yesNo } = vocabulary(id);
  return questionnaire({
    id,
    name,
    title,
    publisher: 'Nelumbo',
    description: purpose,
    item: [
      item('visit', 'group', ['这次就诊', 'This visit'], {
        item: [
          ...who,
          reason(['这次想看什么问题？', 'What brings you here?']),
          duration(['有多久了？', 'How long has it lasted?']),
          course(['在好转还是加重？', 'Is it getting better or worse?']),
          item('danger', 'choice', ['现在有没有以下任何一种？可以多选', 'Is any of these present now? You may choose several'], {
            role: 'symptom',
            short: ['需要马上处理的情况', 'Signs that cannot wait'],
            required: true,
            repeats: true,
            answerOption: [...danger.map(([code, text]) => choice(code, text)), choice('none', ['都没有', 'None of these'], true)],
          }),
        ],
      }),
      own,
      item('before', 'group', ['以往和用药', 'History and medicines'], {
        item: [
          item('treated', 'text', ['为这个问题看过医生或做过检查吗？结果怎样？', 'Have you seen a doctor or had tests for this? With what result?'], {
            short: ['就诊和检查', 'Seen and tested'],
            role: 'background',
            maxLength: 1000,
          }),
          item('reports', 'attachment', ['可以附上检查报告或照片', 'You may add reports or photos'], { short: ['附件', 'Attachments'], repeats: true }),
          item('conditions', 'text', ['有哪些长期的病？做过什么手术？', 'Long-term illnesses? Operations?'], {
            short: ['既往史', 'History'],
            role: 'background',
            maxLength: 500,
          }),
          medicines(),
          allergies(),
          yesNo('family', ['父母、兄弟姐妹或子女有类似的病吗？', 'Does a parent, sibling or child have something like it?'], ['家族史', 'In the family'], {
            role: 'background',
          }),
          notes(),
        ],
      }),
    ],
  });
}
