export { errorCodes, NelumboError, toNelumboError, type ErrorCode, type Retry } from './error.js';
export { ok, fail, type Result } from './result.js';
export { pickTexts, type Catalogs, type LocaleTag } from './locale.js';
export { formatNumber, formatDate, formatRelative } from './format.js';
export { numberTyped } from './number-typed.js';
