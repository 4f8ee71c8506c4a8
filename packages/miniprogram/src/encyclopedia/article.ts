import type { Entry } from '@nelumbo/core/encyclopedia';

/** A piece of an article: a paragraph, a heading or a line of a list. No HTML reaches the screen: only its words do. */
export interface Piece {
  readonly kind: 'title' | 'heading' | 'text' | 'item';
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal: string, hex: string, name: string) =>
      decimal ? String.fromCodePoint(Number(decimal)) : hex ? String.fromCodePoint(parseInt(hex, 16)) : (entities[name.toLowerCase()] ?? whole),
    )
    .replace(/\s+/g, ' ')
    .trim();

/** The sections of an entry as a list of pieces; what a native list can show. */
export function piecesOf(entry: Pick<Entry, 'sections'>): readonly Piece[] {
  return entry.sections.flatMap(({ title, html }) => {
    const pieces: Piece[] = [{ kind: 'title', text: title }];
    const block = /<(h[1-6]|p|li|td|th|dt|dd)\b[^>]*>([\s\S]*?)(?=<\/\1>|<(?:h[1-6]|p|li|td|th|dt|dd)\b|$)/gi;
    for (let match = block.exec(html); match; match = block.exec(html)) {
      const text = plain(match[2] ?? '');
      const tag = match[1]!.toLowerCase();
      if (text) pieces.push({ kind: tag[0] === 'h' ? 'heading' : tag === 'p' ? 'text' : 'item', text });
    }
    if (pieces.length === 1 && plain(html)) pieces.push({ kind: 'text', text: plain(html) });
    return pieces;
  });
}
