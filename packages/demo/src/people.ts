import type { PersonId } from './session.js';

/** Patient ids of the development accounts; the identity provider's seed holds the same. */
export const patients: Readonly<Record<PersonId, string>> = { lin: 'lin', zhou: 'zhou' };
