// What stands around the drawing in words: a chunk of its own, that loads while the readings do.
export { summaryText } from '../figures.js';
export { plotGround } from './background.js';
export * from './parts.js';
export { seriesTable } from './series-table.js';
