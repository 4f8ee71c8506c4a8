export { NelumboProvider, type TokenCallback } from './provider/provider.js';
export { defineElement, NelumboElement, type Settings } from './base/index.js';
