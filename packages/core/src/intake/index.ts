export { compile, type Compiled } from './compile.js';
export { acceptsType, defaultMaxSize } from './attachments.js';
export { createForm, type FormOptions } from './create-form.js';
export { createIntake, type IntakeApi, type StartOptions } from './intake.js';
export type { PathEngine } from '../fhir/fhirpath/fallback.js';
export { diagnosticCodes, type CompileOptions, type Diagnostic, type DiagnosticCode, type Fallback, type Plan } from './plan.js';
export { toRecord, type ClinicalRecord, type RecordOptions } from './to-record.js';
export type { RecordLine, RecordSection } from './record/sections.js';
export { draftDelayMs, type Completion, type DraftOutcome, type IntakeSession } from './session.js';
export type { RichReader } from './rich/index.js';
export type { RichElement, RichNode, RichTag } from './rich/tree.js';
export {
  issueCodes,
  itemTypes,
  urgencies,
  type Answer,
  type AnswerOption,
  type AnswerValue,
  type Evidence,
  type Form,
  type FormItem,
  type Issue,
  type IssueCode,
  type ItemType,
  type KnownAnswer,
  type OptionState,
  type Limits,
  type RedFlag,
  type Score,
  type ScoreBand,
  type Terminology,
  type Unplaced,
  type Urgency,
} from './types.js';
