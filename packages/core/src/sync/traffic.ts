/** What is loaded with the first round, and not before: most pages never sync. */
export { checkServer } from './capability.js';
export { FhirHttp } from './fhir-http.js';
export { newPace, runRound } from './round.js';
export { forgetLogin, Session } from './session.js';
export { RULES } from './rules.js';
