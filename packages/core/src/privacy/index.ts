export type { ConsentState, PrivacyApi, Purpose } from './api.js';
export { openPrivacy, type Privacy, type PrivacyOptions } from './consents.js';
