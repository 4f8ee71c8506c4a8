export function elementTags(): { readonly tag: string; readonly file: string }[];

/** Names of the events that elements document, sorted. */
export declare function elementEvents(): string[];
