/** A number as a Chinese keyboard leaves it: digits of full width, a comma or a full stop for the point. `undefined` for what is none. */
export function numberTyped(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(/[,。]/, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
