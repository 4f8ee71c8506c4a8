const marks: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of a source file: UTF-8, or UTF-16 with its mark. Any other encoding must be named, because a guess that is wrong gives another
 * text and no error (Spanish in Windows-1252 is readable Chinese in GBK).
 * @param encoding - as the Encoding Standard names it: `gb18030`, `windows-1252`
 * @throws Error that says what to do
 */
export function sourceText(bytes: Uint8Array, encoding?: string): string {
  const marked = marks.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0];
  try {
    return new TextDecoder(marked ?? encoding ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (encoding) throw new Error(`is not ${encoding}, or that is no encoding known here`);
    throw new Error('is not UTF-8: save it as "CSV UTF-8", or name its encoding (a Chinese Excel writes --encoding gb18030)');
  }
}
