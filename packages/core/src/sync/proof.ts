import { ID_SYSTEM, retracted } from '../records/index.js';
import type { Sending } from './batch.js';
import { remember } from './capability.js';
import type { Answer } from './fhir-http.js';
import { blocked, Halt } from './halt.js';
import type { Round } from './round.js';

const UNSAFE = 'The FHIR server does not keep what it promises: a repeated write was taken twice. Nothing more is sent to it.';

/**
 * What no statement can tell is learnt from real work, once for each server and version: the first create, repeated, must
 * make no second record, and the first update, repeated against the version that it replaced, must be refused.
 * @throws Halt `blocked` when the server took the second one too
 */
export async function prove(round: Round, sendings: readonly Sending[], answers: readonly (Answer | undefined)[]): Promise<void> {
  const { proven } = round.server;
  const done = sendings.flatMap((sending, i) => {
    const answer = answers[i];
    return answer && (answer.status === 201 || answer.status === 200) && answer.version !== undefined ? [{ sending, answer }] : [];
  });
  const create = proven.create ? undefined : done.find(({ sending, answer }) => sending.record.sid === undefined && answer.status === 201);
  const update = proven.update ? undefined : done.find(({ sending }) => sending.record.sid !== undefined && sending.record.version !== undefined);
  try {
    if (create && (await isCreateSafe(round, create.sending, create.answer))) proven.create = true;
    if (update && (await isUpdateSafe(round, update.sending))) proven.update = true;
  } catch (error) {
    if (!(error instanceof Halt) || error.kind === 'held' || error.error?.code === 'unsupported') throw error;
    return; // the network, a full server: the next write shows it
  }
  if (create || update) await remember(round.records, round.server);
}

async function isCreateSafe({ http, server }: Round, { operation, body }: Sending, first: Answer): Promise<boolean> {
  const [type, id] = operation.ref.split('/') as [string, string]; // a ref has both
  const put = server.create === 'put';
  const headers = put ? { 'if-none-match': '*' } : { 'if-none-exist': `identifier=${ID_SYSTEM}|${id}` };
  const again = await http.send({ method: put ? 'PUT' : 'POST', path: put ? `${type}/${id}` : type, body, headers });
  if (again.status !== 201 && !(put && again.status === 200)) return again.status === 200 || again.status === 412 || again.status === 409;
  // The double is ours: it is taken back before anybody counts it.
  if (!put && again.sid !== undefined && again.sid !== first.sid && again.version !== undefined)
    await http.send({
      method: 'PUT',
      path: again.sid,
      headers: { 'if-match': `W/"${again.version}"` },
      body: { ...retracted(body), id: again.sid.split('/')[1]! },
    });
  throw blocked('unsupported', UNSAFE);
}

async function isUpdateSafe({ http }: Round, { record, body }: Sending): Promise<boolean> {
  const again = await http.send({ method: 'PUT', path: record.sid!, body, headers: { 'if-match': `W/"${record.version}"` } }); // looked at by the caller
  if (again.status === 200 || again.status === 201) throw blocked('unsupported', UNSAFE);
  return again.status === 412 || again.status === 409;
}
