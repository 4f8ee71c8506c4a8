// The CDN build makes this module: the names of the events that elements document.
export declare const elementEvents: readonly string[];
