// The CDN build makes this module: each tag of `@nelumbo/elements` but the provider, and how to load its definition.
import type { Loaders } from './define-on-sight.js';

export declare const loaders: Loaders;
