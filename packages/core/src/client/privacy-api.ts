import { NelumboError } from '../i18n/index.js';
import type { Center } from '../privacy/center.js';
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
    return new (await import('../privacy/center.js')).Center(options);
  };
  const asked = <N extends keyof Center & keyof PrivacyApi>(name: N): PrivacyApi[N] => {
    const ask = async (...args: unknown[]) => {
      const own = await center();
      return (own[name] as (...args: unknown[]) => unknown).apply(own, args);
    };
    return ask as unknown as PrivacyApi[N]; // what the centre has under a name answers as the API says
  };
  return {
    consents: () => privacy.consents(),
    consentRecords: () => privacy.consentRecords(),
    grant: (purpose, text) => privacy.grant(purpose, text),
    withdraw: (purpose) => privacy.withdraw(purpose),
    view: asked('view'),
    correct: asked('correct'),
    export: async (format, { locale } = {}) => (await center()).export(format, locale),
    async erase(what): Promise<ErasureReceipt> {
      const receipt = await new (await import('../privacy/center.js')).Center(options).erase(what); // also of a client whose last attempt stopped halfway
      if (receipt.scope !== 'records') await erased();
      return receipt;
    },
    removable: asked('removable'),
    release: asked('release'),
    releasedBefore: asked('releasedBefore'),
    bringBack: asked('bringBack'),
    audit: asked('audit'),
    verify: asked('verify'),
    async logout(unsent) {
      const report = await (await center()).logout(unsent);
      if (report.done) await (report.kept ? left() : erased());
      return report;
    },
  };
}
