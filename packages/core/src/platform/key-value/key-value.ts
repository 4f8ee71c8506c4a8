/** What a mini-program's storage, or anything else that keeps texts under names, can do: no transaction, no order, one text at a time. */
export interface KeyValue {
  /** `undefined` when there is none. Rejects when it could not be read: a failed read is not an empty one. */
  get(name: string): Promise<string | undefined>;
  /**
   * Replaces the text, whole or not at all. Rejects with `StorageError` `quota` when there is no room; with anything else the outcome
   * is unknown.
   */
  set(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Every name there is. */
  names(): Promise<readonly string[]>;
}

/** Ends a text, so that one that was cut off is known: FNV-1a, 32 bits. */
export function checksum(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(36);
}

/** `json` with its checksum in front, and a body behind. */
export const seal = (value: unknown, body = ''): string => {
  const text = `${JSON.stringify(value)}\n${body}`;
  return `${checksum(text)}\n${text}`;
};

/** What {@link seal} was given; `undefined` for what is damaged or cut off. */
export function unseal<T>(text: string | undefined): { readonly value: T; readonly body: string } | undefined {
  const [sum, json] = text?.split('\n', 2) ?? [];
  if (text === undefined || sum === undefined || json === undefined || checksum(text.slice(sum.length + 1)) !== sum) return undefined;
  return { value: JSON.parse(json) as T, body: text.slice(sum.length + json.length + 2) }; // its checksum says that we wrote it
}
