import { clientId, ID_SYSTEM, type Json, type Operation, type RecordState } from '../records/index.js';
import { answerOf, type Answer } from './fhir-http.js';
import { again } from './halt.js';
import { entriesOf } from './history.js';
import type { Round } from './round.js';

/** An operation about to be sent, in the server's words. */
export interface Sending {
  readonly operation: Operation;
  readonly record: RecordState;
  readonly body: Json;
}

interface Message {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly ifNoneExist?: string;
  readonly ifNoneMatch?: string;
  readonly ifMatch?: string;
}

function messageOf({ rules, server }: Round, { operation, record, body }: Sending): Message {
  const [type, id] = operation.ref.split('/') as [string, string]; // a ref has both
  if (record.sid) return { method: 'PUT', path: record.sid, ...(rules.ifMatch && record.version && { ifMatch: `W/"${record.version}"` }) };
  if (createOf(rules, server) === 'put') return { method: 'PUT', path: `${type}/${body.id ?? id}`, ...(rules.ifMatch && { ifNoneMatch: '*' }) };
  return { method: 'POST', path: type, ...(rules.create !== 'plain' && { ifNoneExist: `identifier=${ID_SYSTEM}|${id}` }) };
}

/** How this server takes creates. */
export const createOf = (rules: Round['rules'], server: Round['server']): Round['rules']['create'] =>
  rules.create === 'conditional' ? server.create : rules.create;

/** Sends one alone, several as a batch. `undefined` stands for an entry whose outcome is not known. @throws Halt */
export async function send(round: Round, sendings: readonly Sending[]): Promise<readonly (Answer | undefined)[] | 'refused'> {
  const messages = sendings.map((sending) => ({ ...messageOf(round, sending), body: sending.body }));
  const [first] = messages;
  if (messages.length === 1) {
    const { method, path, body, ifNoneExist, ifNoneMatch, ifMatch } = first!; // one of one
    const headers = {
      ...(ifNoneExist && { 'if-none-exist': ifNoneExist }),
      ...(ifNoneMatch && { 'if-none-match': ifNoneMatch }),
      ...(ifMatch && { 'if-match': ifMatch }),
    };
    return fitting(sendings, [await round.http.send({ method, path, body, headers })]);
  }
  const entry = messages.map(({ body, path, ...request }) => ({ resource: body, request: { ...request, url: path } }));
  const answer = await round.http.send({ method: 'POST', path: '', body: { resourceType: 'Bundle', type: 'batch', entry } });
  if (answer.status === 404 || answer.status === 405 || answer.status === 501) round.server.batch = false;
  if (answer.status >= 300) return 'refused'; // one of them spoils it, or there is no batch here: each is judged by itself
  const answers = entriesOf(answer.body).entries.map(({ resource, response }): Answer | undefined => {
    const status = Number.parseInt(response?.status ?? '', 10);
    return status >= 200 ? answerOf(status, resource ?? response?.outcome, String(response?.location ?? ''), String(response?.etag ?? '')) : undefined;
  });
  return fitting(sendings, answers);
}

/** Entries are told apart by their place alone: where one is missing, or shows another record, none of them can be trusted. @throws Halt */
function fitting(sendings: readonly Sending[], answers: readonly (Answer | undefined)[]): readonly (Answer | undefined)[] {
  const fits = ({ record, body }: Sending, answer: Answer | undefined) => {
    const shown = answer?.body && clientId(answer.body);
    const moved = sendings.length > 1 && record.sid && answer?.sid && answer.sid !== record.sid;
    return !moved && (shown === undefined || shown === clientId(body));
  };
  if (answers.length === sendings.length && sendings.every((sending, i) => fits(sending, answers[i]))) return answers;
  throw again('server', 'What the server answered does not fit what it was sent. It is asked again.');
}
