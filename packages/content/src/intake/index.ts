/** Questionnaires and their triage rules; `urn:nelumbo:questionnaire:<id>` is the document `intake/<id>`. */
export const intakeDocuments: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  'intake/headache': () => import('./headache.js'),
  'intake/triage-headache': () => import('./triage-headache.js'),
  'intake/phq-9': () => import('./phq-9.js'),
  'intake/triage-phq-9': () => import('./triage-phq-9.js'),
};
