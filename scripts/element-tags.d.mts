export function elementTags(): { readonly tag: string; readonly file: string }[];
