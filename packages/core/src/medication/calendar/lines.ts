/** `20260301T080000` of a wall-clock reading. */
export const localStamp = (local: number): string => new Date(local).toISOString().replace(/[-:]|\.\d+Z$/g, '');

/** `20260301T000000Z` of an instant. */
export const utcStamp = (at: number): string => `${localStamp(at)}Z`;

/** Text as RFC 5545 wants it in a value. */
export const escapeText = (text: string): string => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r\n|[\r\n]/g, '\\n');

const octets = (char: string): number => {
  const code = char.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** A content line with its end, folded at 75 octets; a character is never split. */
export function fold(line: string): string {
  let out = '';
  let size = 0;
  for (const char of line) {
    const more = octets(char);
    if (size + more > 75) {
      out += '\r\n ';
      size = 1;
    }
    out += char;
    size += more;
  }
  return `${out}\r\n`;
}

/** `+0800` of an offset in ms; seconds only where it has some. */
export function offsetStamp(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.abs(Math.round(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${ms < 0 ? '-' : '+'}${two(parts[0]!)}${two(parts[1]!)}${parts[2] ? two(parts[2]) : ''}`;
}
