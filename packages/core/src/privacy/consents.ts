import type { Resource } from '../fhir/index.js';
import type { Cancel, Clock, Locks } from '../platform.js';
import type { Records, Vault } from '../records/index.js';
import type { ConsentState, ConsentText, Purpose } from './api.js';
import { keepAudit, type Audit } from './audit.js';

/** What {@link openPrivacy} needs. */
export interface PrivacyOptions {
  readonly records: Records;
  readonly clock: Clock;
  readonly locks: Locks;
  /** Where `sync` would send to: consent holds for this address only. */
  readonly server: string | undefined;
  /** Tells the server that `sync` was taken back; false while it could not be reached. Absent where there is no server. */
  readonly tellServer?: (consent: Resource) => Promise<boolean>;
  /** Told of every decision, of other tabs' too; before a withdrawal is stored, so that what is in flight stops at once. */
  readonly onConsent: (purpose: Purpose, given: boolean) => void;
}

/** Consent and the audit log, plus what the client itself asks. */
export interface Privacy {
  /** Whether the user's last decision on `purpose`, as stored this moment, is yes. */
  given(purpose: Purpose): Promise<boolean>;
  consents(): Promise<readonly ConsentState[]>;
  consentRecords(): Promise<readonly Resource[]>;
  grant(purpose: Purpose, text?: ConsentText): Promise<void>;
  withdraw(purpose: Purpose): Promise<void>;
  readonly audit: Audit;
  close(): void;
}

interface Decision {
  readonly given: boolean;
  readonly decidedAt: number;
  readonly version?: string;
  /** Where records may be sent. */
  readonly server?: string;
  /** Every decision on this purpose as FHIR Consent, oldest first. */
  readonly records?: readonly Resource[];
  /** A withdrawal that the server has yet to be told of. */
  readonly untold?: boolean;
}
type Decisions = Readonly<Record<string, Decision>>;

const DOC = 'privacy/consents';
const WITHDRAWN = 'withdrawn';

// Not by time alone: clocks are set back, and two decisions may fall into one millisecond.
const stateOf = (decision: Decision | undefined) => decision && `${decision.given} ${decision.decidedAt} ${decision.records?.length}`;

/** The decisions as they are stored: for whoever exports them. */
const readDecisions = async (vault: Vault): Promise<Decisions> => (await vault.transact('relaxed', (tx) => tx.doc<Decisions>(DOC))) ?? {};

/** Opens the user's decisions and starts the audit log; without a decision, nothing but `store` is given. */
export async function openPrivacy({ records, clock, locks, server, tellServer, onConsent }: PrivacyOptions): Promise<Privacy> {
  const { vault } = records;
  const audit = keepAudit(vault);
  const read = async (): Promise<Decisions> => (await records.doc<Decisions>(DOC)) ?? {};
  const holds = (purpose: Purpose, decision: Decision | undefined) =>
    decision ? decision.given && (purpose !== 'sync' || decision.server === server) : purpose === 'store';
  let last = await read();
  const refused = new Set<Purpose>(); // withdrawn, although perhaps not stored yet
  // Known without a look: it is asked before each write, and told by every tab that changes it.
  vault.mayStore = () => !refused.has('store') && holds('store', last['store']);

  const tellChanges = async () => {
    const next = await read();
    const purposes = new Set([...Object.keys(last), ...Object.keys(next)]);
    const changed = [...purposes].filter((purpose) => stateOf(next[purpose]) !== stateOf(last[purpose]));
    last = next;
    for (const purpose of changed) {
      if (next[purpose]?.given) refused.delete(purpose);
      onConsent(purpose, holds(purpose, next[purpose]));
    }
  };
  const refuse = (purpose: Purpose) => {
    refused.add(purpose);
    onConsent(purpose, false);
  };
  const cancels: Cancel[] = [
    records.onChange(({ types, origin }) => {
      // A tab that is closing may find its database gone: then there is nobody left to tell.
      if (origin === 'other-tab' && types.includes('doc')) void tellChanges().catch(() => undefined);
    }),
    // Before it is stored, and also when it cannot be.
    locks.hear(vault.name, ({ topic, tokens = [] }) => topic === WITHDRAWN && tokens.forEach(refuse)),
  ];

  const decide = async (purpose: Purpose, given: boolean, text?: ConsentText) => {
    const decidedAt = clock.now();
    const consent = (await import('./consent-record.js')).consentRecord({
      id: await vault.uuid(),
      purpose,
      given,
      decidedAt,
      server,
      patient: records.patient,
      text,
    });
    const written = await vault.transact('strict', async (tx) => {
      const all = (await tx.doc<Decisions>(DOC)) ?? {};
      const before = all[purpose];
      const version = given ? text?.version : before?.version;
      const next: Decision = {
        given,
        decidedAt,
        ...(version !== undefined && { version }),
        ...(given && purpose === 'sync' && server !== undefined && { server }),
        ...(!given && purpose === 'sync' && (holds(purpose, before) || before?.untold) && { untold: true }),
        records: [...(before?.records ?? []), consent],
      };
      await tx.setDoc(DOC, { ...all, [purpose]: next });
      audit.say(tx, { action: given ? 'grant' : 'withdraw', detail: purpose });
      return tx;
    });
    last = await read();
    records.announce(written, 'here');
  };

  // The last thing that is sent, and the only one without consent: that there is none any more. Tried again with every opening.
  const tell = async () => {
    const { untold, records: kept } = (await read())['sync'] ?? {};
    const consent = kept?.at(-1);
    if (!untold || !consent || !tellServer || !(await tellServer(consent))) return;
    await vault.transact('relaxed', async (tx) => {
      const all = (await tx.doc<Decisions>(DOC)) ?? {};
      const { untold: still, ...told } = all['sync'] ?? ({} as Decision); // decided above
      if (still && told.records?.at(-1)?.id === consent.id) await tx.setDoc(DOC, { ...all, sync: told });
    });
  };
  const tellSoon = () => void tell().catch(() => undefined); // the next opening tries again
  if (last['sync']?.untold) tellSoon();

  return {
    audit,
    given: async (purpose) => !refused.has(purpose) && holds(purpose, (await read())[purpose]),
    consents: async () =>
      Object.entries(await read()).map(([purpose, { decidedAt, version, given, server: bound }]): ConsentState => ({
        purpose,
        given: !refused.has(purpose) && holds(purpose, last[purpose]),
        decidedAt,
        ...(version !== undefined && { version }),
        ...(given && purpose === 'sync' && bound !== server && bound !== undefined && { otherServer: bound }),
      })),
    consentRecords: async () =>
      Object.values(await readDecisions(vault))
        .flatMap(({ records: kept }) => kept ?? [])
        .sort((a, b) => String((a as { dateTime?: string }).dateTime).localeCompare(String((b as { dateTime?: string }).dateTime))), // Consents
    async grant(purpose, text) {
      await decide(purpose, true, text);
      refused.delete(purpose);
      onConsent(purpose, true);
    },
    async withdraw(purpose) {
      refuse(purpose);
      locks.tell(vault.name, { topic: WITHDRAWN, tokens: [purpose] });
      try {
        await decide(purpose, false);
        if (purpose === 'sync') tellSoon();
      } catch (error) {
        // A full disk takes no new version. Fewer bytes may still go: without decisions, nothing is given.
        await records.write([{ doc: DOC, value: null }]).catch(() => Promise.reject(error as Error)); // the first failure says why
      }
    },
    close: () => {
      for (const cancel of cancels) cancel();
      vault.beforeCommit = vault.afterFold = undefined;
      vault.mayStore = () => true;
    },
  };
}
