export type {
  AuditAction,
  AuditEntry,
  AuditVerdict,
  ConsentState,
  ConsentText,
  DataKind,
  DataView,
  ErasureReceipt,
  ExportFormat,
  LogoutReport,
  PrivacyApi,
  Purpose,
  RecordSelection,
} from './api.js';
export type { CenterOptions } from './center.js';
export type { WithdrawalServer } from './withdrawal.js';
export { openPrivacy, type Privacy, type PrivacyOptions } from './consents.js';
