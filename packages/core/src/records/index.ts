export { clinicalTime } from './clinical.js';
export { storeError } from './errors.js';
export { mergeBodies } from './merge.js';
export { openRecords, type KeyRing, type Records, type RecordsOptions } from './store.js';
export { ID_SYSTEM, OP_EXTENSION, type DeadOperation, type Json, type Operation, type RecordState } from './schema.js';
export { clientId, isRetracted, opOf, patientReference, retracted, withOp, withSubject } from './stamp.js';
export type { RecordDraft, Transaction } from './transaction.js';
export type { Vault } from './vault.js';
export type { Secret, Wrapping } from './keys.js';
