import type { StorageError } from '@nelumbo/core/platform';
import type { KeyValue } from '@nelumbo/core/platform/key-value';

// A text longer than a key may hold is kept in pieces. The pieces are written first, under a generation of their own; the head, a
// short text that names generation and number, is written last and makes them count. So a text is replaced whole or not at all, and
// what was left halfway belongs to no head and is swept away.
const MARK = '\u0001'; // no text of the record store begins with it
const PIECE = /~(\d+)\.(\d+)$/;

interface Head {
  readonly generation: number;
  readonly pieces: number;
}

const headOf = (text: string | undefined): Head | undefined => {
  if (text === undefined || text[0] !== MARK) return undefined;
  const [generation, pieces] = text.slice(1).split('.').map(Number);
  return { generation: generation!, pieces: pieces! }; // written below, and never in part: the platform replaces a key whole
};

/**
 * Lets a text be longer than the platform allows under one key (Alipay: 200 KB).
 * @param most - characters of one key, at most
 */
export function inPieces(keyValue: KeyValue, most: number): KeyValue {
  let swept: Promise<void> | undefined;
  let next = 1;
  const heads = new Map<string, Head | undefined>(); // of every text in pieces
  const piece = (name: string, generation: number, i: number) => `${name}~${generation}.${i}`;
  const removePieces = async (name: string, { generation, pieces }: Head) => {
    for (let i = 0; i < pieces; i++) await keyValue.remove(piece(name, generation, i));
  };

  // Once, before anything else: pieces without a head are left over from a death in between.
  const sweep = async () => {
    heads.clear();
    for (const name of await keyValue.names()) {
      const [tail, generation] = PIECE.exec(name) ?? [];
      if (tail === undefined) continue;
      const of = name.slice(0, -tail.length);
      if (!heads.has(of)) heads.set(of, headOf(await keyValue.get(of)));
      next = Math.max(next, Number(generation) + 1);
      if (heads.get(of)?.generation !== Number(generation)) await keyValue.remove(name);
    }
  };
  const ready = () =>
    (swept ??= sweep().catch((error: unknown) => {
      swept = undefined;
      throw error;
    }));

  return {
    async get(name) {
      await ready();
      const text = await keyValue.get(name);
      const head = headOf(text);
      if (!head) return text;
      const parts: string[] = [];
      for (let i = 0; i < head.pieces; i++) {
        const part = await keyValue.get(piece(name, head.generation, i));
        if (part === undefined) throw new Error('a piece is missing');
        parts.push(part);
      }
      return parts.join('');
    },
    async set(name, text) {
      await ready();
      const before = heads.get(name);
      let head: Head | undefined;
      if (text.length <= most) await keyValue.set(name, text);
      else {
        head = { generation: next++, pieces: Math.ceil(text.length / most) };
        try {
          for (let i = 0; i < head.pieces; i++) await keyValue.set(piece(name, head.generation, i), text.slice(i * most, (i + 1) * most));
          await keyValue.set(name, `${MARK}${head.generation}.${head.pieces}`);
        } catch (error) {
          if ((error as Partial<StorageError>).code === 'quota') await removePieces(name, head).catch(() => undefined);
          else swept = undefined; // it may have been written all the same, and then its head needs them: the next call looks
          throw error;
        }
      }
      heads.set(name, head);
      if (before) await removePieces(name, before).catch(() => undefined); // as above
    },
    async remove(name) {
      await ready();
      const head = headOf(await keyValue.get(name));
      await keyValue.remove(name);
      heads.delete(name);
      if (head) await removePieces(name, head);
    },
    async names() {
      await ready();
      return (await keyValue.names()).filter((name) => !PIECE.test(name));
    },
  };
}
