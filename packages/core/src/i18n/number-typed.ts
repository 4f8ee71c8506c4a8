const plainNumber = /^[+-]?(?![1-9]\d*,\d{3}$)(\d+[.,。]?\d*|[.,。]\d+)$/;

/**
 * A number as people type it: digits of full width, a comma or a Chinese full stop for the point.
 * @returns `undefined` for nothing and for what is no plain number; `1,000` is none: one takes it for a thousand, another for one
 */
export function numberTyped(text: string): number | undefined {
  const typed = text.normalize('NFKC').trim();
  return plainNumber.test(typed) ? Number(typed.replace(/[,。]/, '.')) : undefined;
}
