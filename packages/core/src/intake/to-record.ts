import { writeRecord, type ClinicalRecord, type RecordOptions } from './record/record.js';
import type { Form } from './types.js';

export type { ClinicalRecord, RecordOptions } from './record/record.js';

/** The record of a form, its writers included; `session.complete` loads them when they are needed. See {@link writeRecord}. */
export const toRecord = (form: Form, options: RecordOptions = {}): ClinicalRecord => writeRecord(form, options);
