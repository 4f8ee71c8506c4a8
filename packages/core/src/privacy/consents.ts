import type { Cancel, Clock } from '../platform.js';
import type { Records } from '../records/index.js';
import type { ConsentState, PrivacyApi, Purpose } from './api.js';

/** What {@link openPrivacy} needs. */
export interface PrivacyOptions {
  readonly records: Records;
  readonly clock: Clock;
  /** Told of every decision, of other tabs' too; before a withdrawal is stored, so that what is in flight stops at once. */
  readonly onConsent: (purpose: Purpose, given: boolean) => void;
  /** Stops everything that uses the records, before and after they are shredded. */
  readonly stop: () => Promise<void>;
}

/** Consent and erasure, plus what the client itself asks. */
export interface Privacy extends PrivacyApi {
  /** Whether the user's last decision on `purpose`, as stored this moment, is yes. */
  given(purpose: Purpose): Promise<boolean>;
  close(): void;
}

type Decisions = Readonly<Record<string, { readonly given: boolean; readonly decidedAt: number }>>;

const DOC = 'privacy/consents';

/** Opens the user's decisions; without one, nothing is given. */
export async function openPrivacy({ records, clock, onConsent, stop }: PrivacyOptions): Promise<Privacy> {
  const read = async (): Promise<Decisions> => (await records.doc<Decisions>(DOC)) ?? {};
  let last = await read();
  const refused = new Set<Purpose>(); // withdrawn here, although perhaps not stored yet

  const tellChanges = async () => {
    const next = await read();
    const purposes = new Set([...Object.keys(last), ...Object.keys(next)]);
    const changed = [...purposes].filter((purpose) => next[purpose]?.given !== last[purpose]?.given);
    last = next;
    for (const purpose of changed) onConsent(purpose, next[purpose]?.given ?? false);
  };
  const unhear: Cancel = records.onChange(({ types, origin }) => {
    // A tab that is closing may find its database gone: then there is nobody left to tell.
    if (origin === 'other-tab' && types.includes('doc')) void tellChanges().catch(() => undefined);
  });

  const decide = async (purpose: Purpose, given: boolean) => {
    const decidedAt = clock.now();
    const written = await records.vault.transact('strict', async (tx) => {
      const before = await tx.doc<Decisions>(DOC);
      await tx.setDoc(DOC, { ...before, [purpose]: { given, decidedAt } });
      return tx;
    });
    last = { ...last, [purpose]: { given, decidedAt } };
    records.announce(written, 'here');
  };

  return {
    given: async (purpose) => !refused.has(purpose) && ((await read())[purpose]?.given ?? false),
    consents: async () => Object.entries(await read()).map(([purpose, decision]): ConsentState => ({ purpose, ...decision })),
    async grant(purpose) {
      await decide(purpose, true);
      refused.delete(purpose);
      onConsent(purpose, true);
    },
    async withdraw(purpose) {
      refused.add(purpose);
      onConsent(purpose, false);
      await decide(purpose, false);
    },
    async erase() {
      await stop();
      await records.vault.shred();
    },
    close: unhear,
  };
}
