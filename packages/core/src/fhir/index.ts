export type * from './types.js';
export type * from './store.js';
export type * from './family.js';
