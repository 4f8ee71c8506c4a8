import { NelumboError } from '../i18n/index.js';
import type { CenterOptions, ErasureReceipt, Privacy, PrivacyApi } from '../privacy/index.js';

/** What the facade tells the client. */
export interface PrivacyEnds {
  /** The device was erased: the client says so and closes. */
  readonly erased: () => Promise<void>;
  /** The user has left, and everything stays. */
  readonly left: () => Promise<void>;
  readonly isClosed: () => boolean;
}

/** Consent is at hand, the rest loads when somebody asks for it. */
export function privacyApi(options: CenterOptions & { readonly privacy: Privacy }, { erased, left, isClosed }: PrivacyEnds): PrivacyApi {
  const { privacy } = options;
  const center = async () => {
    if (isClosed()) throw new NelumboError('closed', 'The client was closed. Create a new one.');
    const { Center } = await import('../privacy/center.js');
    return new Center(options);
  };
  return {
    consents: () => privacy.consents(),
    consentRecords: () => privacy.consentRecords(),
    grant: (purpose, text) => privacy.grant(purpose, text),
    withdraw: (purpose) => privacy.withdraw(purpose),
    view: async () => (await center()).view(),
    correct: async (ref, patch, reason) => (await center()).correct(ref, patch, reason),
    export: async (format, { locale } = {}) => (await center()).export(format, locale),
    async erase(what): Promise<ErasureReceipt> {
      const { Center } = await import('../privacy/center.js'); // also of a client whose last attempt stopped halfway
      const receipt = await new Center(options).erase(what);
      if (receipt.scope !== 'records') await erased();
      return receipt;
    },
    removable: async (before) => (await center()).removable(before),
    release: async (before) => (await center()).release(before),
    releasedBefore: async () => (await center()).releasedBefore(),
    bringBack: async () => (await center()).bringBack(),
    audit: async (range) => (await center()).audit(range),
    verify: async () => (await center()).verify(),
    async logout(unsent) {
      const report = await (await center()).logout(unsent);
      if (report.done) await (report.kept ? left() : erased());
      return report;
    },
  };
}
