import { Refusal } from '../fhir/refusal.js';
import type { Receipt } from '../storage/erasure.js';
import { erase, receiptOf } from '../storage/erasure.js';
import type { Exchange, Reply } from './exchange.js';
import type { Enter, Gate } from './gate.js';
import { countUser, guarded } from './gate.js';
import type { Mounted } from './listener.js';
import { problem } from './problem.js';

const shown = ({ id, at, resources, versions }: Receipt): unknown => ({ id, at: new Date(at).toISOString(), resources, versions });

/** Forgets what is kept of a patient outside of the record. */
export type Forget = (owner: { readonly tenant: string; readonly patient: string }) => void;

async function answer(gate: Gate, exchange: Exchange, rest: string, enter: Enter, forget: Forget): Promise<Reply> {
  const [, id] = /^v1\/erasures(?:\/([0-9a-f-]{36}))?$/.exec(rest) ?? [undefined];
  const { method } = exchange.request;
  if (!rest.startsWith('v1/erasures')) throw new Refusal(404, 'not-found', 'There is nothing here.');
  const { caller, database } = await enter();
  countUser(gate, caller, 5);
  if (method === 'GET' && id) {
    exchange.pattern = 'GET /privacy/v1/erasures/:id';
    const receipt = receiptOf(database, id);
    if (!receipt) throw new Refusal(404, 'not-found', 'There is no such receipt.');
    return { status: 200, body: shown(receipt) };
  }
  if (method !== 'POST' || rest !== 'v1/erasures')
    throw new Refusal(404, 'not-found', 'POST /privacy/v1/erasures erases; GET with the id of a receipt shows it.');
  exchange.pattern = 'POST /privacy/v1/erasures';
  const { self: patient } = caller;
  if (patient === undefined) throw new Refusal(403, 'forbidden', 'Erasing needs a token of the one patient whose data it is.');
  if (!caller.allows('Patient', 'delete')) throw new Refusal(403, 'forbidden', 'The token does not allow to delete.');
  const receipt = await erase(database, patient);
  forget({ tenant: caller.tenant, patient });
  return { status: 202, headers: { Location: `/privacy/v1/erasures/${receipt.id}` }, body: shown(receipt) };
}

/** The right to be forgotten, below `/privacy`: everything that the token's patient owns is erased, a receipt stays. */
export function privacyRoutes(gate: Gate, forget: Forget): Mounted {
  return async (exchange, rest) => {
    exchange.pattern = `${exchange.request.method} /privacy`;
    return guarded(gate, exchange, (enter) => answer(gate, exchange, rest, enter, forget), problem);
  };
}
