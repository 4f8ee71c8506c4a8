/** Every rule of the protocol that a test may leave out, to show that leaving it out fails. */
export interface SyncRules {
  /** How creates are made safe to repeat: `If-None-Exist` on the device's uuid, or a PUT under it with `If-None-Match: *` (`plain`: not at all). */
  readonly create: 'conditional' | 'put' | 'plain';
  /** Updates carry `If-Match`. */
  readonly ifMatch: boolean;
  /** What is looked at after 412, 409 or an existing match. */
  readonly resolve: 'history' | 'current' | 'never';
  /** The own write is the oldest version that carries its operation id: others copy extensions. */
  readonly oldest: boolean;
  /** Takes an existing match for the own write, unseen. */
  readonly existingIsSuccess: boolean;
  /** Queued bodies learn what others wrote. */
  readonly rebase: boolean;
  /** After the own write is found, the base is the version that it made, not the current one. */
  readonly ownVersion: boolean;
  /** A merge compares with the version that the body took in last, not with the one that `If-Match` names. */
  readonly mergedAncestor: boolean;
  /** An answer counts only while its operation is still queued: another tab may have settled it. */
  readonly compareOnAck: boolean;
  /** What the server refuses for good leaves the outbox, visibly. */
  readonly deadLetter: boolean;
  /** Takes an operation out of the outbox before the server has it. */
  readonly dequeueFirst: boolean;
  /** Consent is asked right before each request, not only when a write is queued. */
  readonly gateAtSend: boolean;
  /** A pull leaves records alone that have something queued. */
  readonly skipQueued: boolean;
  /** What a pull leaves alone is marked, and read again later. */
  readonly stale: boolean;
  /** A pull leaves records alone that changed after it was asked. */
  readonly gen: boolean;
  /** The cursor moves in the page's own commit. */
  readonly cursorInPage: boolean;
  /** Asks for what changed after the cursor, not at it. */
  readonly exclusive: boolean;
  /** Follows `next` links instead of asking again from the last time seen. */
  readonly offsets: boolean;
  /** How far before the cursor a pull begins, ms: transactions become visible late. */
  readonly overlapMs: number;
  /** Types that are pulled; those that others refer to come first. */
  readonly pulled: readonly string[];
}

/** The protocol. */
export const RULES: SyncRules = {
  create: 'conditional',
  ifMatch: true,
  resolve: 'history',
  oldest: true,
  existingIsSuccess: false,
  rebase: true,
  ownVersion: true,
  mergedAncestor: true,
  compareOnAck: true,
  deadLetter: true,
  dequeueFirst: false,
  gateAtSend: true,
  skipQueued: true,
  stale: true,
  gen: true,
  cursorInPage: true,
  exclusive: false,
  offsets: false,
  overlapMs: 5 * 60_000,
  pulled: ['MedicationRequest', 'MedicationStatement', 'Observation', 'QuestionnaireResponse', 'MedicationAdministration', 'List'],
};
