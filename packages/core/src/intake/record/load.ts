// What `complete` loads. Not record.ts itself: bundlers would keep that in the first load for those who import it from the index.
export { toRecord } from './record.js';
