import { isObject } from '../fhir/resource.js';
import { segment } from './parameters.js';
import { missing } from './refusals.js';
import type { Route } from './route.js';
import { ref } from './schema.js';
import type { ContentStore } from './store.js';

/** Questionnaires by id: documents of the intake family that are Questionnaires. */
async function questionnaires(content: ContentStore): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (const name of (await content.names()).filter((each) => each.startsWith('intake/'))) {
    const document = await content.read(name);
    if (isObject(document) && document['resourceType'] === 'Questionnaire') found.set(name.slice('intake/'.length), document);
  }
  return found;
}

/** The guidelines of one measure, with the sources that they name. */
async function guidelines(content: ContentStore, measure: string): Promise<unknown> {
  const document = await content.read('vitals/guidelines');
  const all = isObject(document) && Array.isArray(document['profiles']) ? (document['profiles'] as readonly unknown[]) : [];
  const profiles = all.filter((profile) => isObject(profile) && profile['measure'] === measure);
  if (!isObject(document) || profiles.length === 0) throw missing();
  return { ...document, profiles };
}

/** Questionnaires and clinical tables. Each document holds all its languages (translation extensions, titles by tag), so they take no locale. */
export function formsRoutes(content: ContentStore): readonly Route[] {
  return [
    {
      method: 'GET',
      path: 'questionnaires',
      id: 'listQuestionnaires',
      summary: 'Questionnaires there are',
      parameters: [],
      success: { status: 200, description: 'Id, title, canonical URL, version and status of each.', schema: ref('QuestionnaireList') },
      cache: 'fresh',
      answer: async () => ({
        body: [...(await questionnaires(content))].map(([id, { title, url, version, status }]) => ({ id, title, url, version, status })),
      }),
    },
    {
      method: 'GET',
      path: 'questionnaires/{id}',
      id: 'readQuestionnaire',
      summary: 'A questionnaire',
      description: 'A FHIR R4 Questionnaire in all its languages: translations are extensions of each text.',
      parameters: [segment('id', 'As the list names it.', '^[a-z0-9][a-z0-9-]*$', 'phq-9')],
      success: { status: 200, description: 'The questionnaire.', schema: ref('Questionnaire') },
      refusals: { 404: 'There is no such questionnaire.' },
      cache: 'fresh',
      async answer({ path }) {
        const body = (await questionnaires(content)).get(path['id']!);
        if (!body) throw missing();
        return { body };
      },
    },
    {
      method: 'GET',
      path: 'guidelines/{measure}',
      id: 'readGuidelines',
      summary: 'Guidelines of a measure',
      description: 'Bands and limits of each guideline for one measure, with the sources that they name. Titles are given in every language.',
      parameters: [segment('measure', 'Such as blood-pressure or glucose.', '^[a-z0-9][a-z0-9-]*$', 'blood-pressure')],
      success: { status: 200, description: 'The guidelines.', schema: ref('Guidelines') },
      refusals: { 404: 'No guideline speaks of this measure.' },
      cache: 'fresh',
      answer: async ({ path }) => ({ body: await guidelines(content, path['measure']!) }),
    },
  ];
}
