import { NelumboError } from '@nelumbo/core/i18n';
import { call, has, type MiniApi } from './call.js';

/** What the user is asked to agree to before it happens. */
export type PrivacyPurpose = 'storage' | 'bluetooth' | 'calendar' | 'share';

/** Asks the user, or the platform for the user; rejects or gives `false` when the answer is no. Asked once for each purpose until it is yes. */
export type AskPrivacy = (purpose: PrivacyPurpose) => Promise<boolean | void>;

/**
 * The platform's own question, where it has one: WeChat opens the host's privacy window (2.32.3). The host's listener
 * (`onNeedPrivacyAuthorization`) stays the host's: there can be only one.
 */
export const platformPrivacy =
  (api: MiniApi): AskPrivacy =>
  () =>
    has(api, 'requirePrivacyAuthorize') ? call(api, 'requirePrivacyAuthorize') : Promise.resolve();

/** Remembers a yes, for this start of the mini-program; asks anew after a no. */
export function askOnce(ask: AskPrivacy): (purpose: PrivacyPurpose) => Promise<void> {
  const agreed = new Map<PrivacyPurpose, Promise<void>>();
  return (purpose) => {
    const asked =
      agreed.get(purpose) ??
      (async () => {
        const refused = (cause?: unknown) =>
          new NelumboError('consent-missing', 'The user did not agree to the privacy terms. Ask again when they want to use this.', { cause });
        const answer = await ask(purpose).catch((cause: unknown) => Promise.reject(refused(cause)));
        if (answer === false) throw refused();
      })();
    agreed.set(purpose, asked);
    asked.catch(() => agreed.delete(purpose));
    return asked;
  };
}
