/** A file inside a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes as packed. */
  readonly packed: number;
  /** Bytes when unpacked. */
  readonly size: number;
  /** 0: stored, 8: deflate. */
  readonly method: number;
  /** Where its local header stands. */
  readonly at: number;
}

const endMark = 0x06054b50;
const end64Mark = 0x06064b50;
const locator64Mark = 0x07064b50;
const entryMark = 0x02014b50;
const full32 = 0xffffffff;
/** The end record with the longest comment there can be. */
const longestEnd = 22 + 65_535;
/** A list of files longer than this is not Apple's. */
const longestList = 64 * 1024 * 1024;

const viewOf = async (blob: Blob, from: number, to: number): Promise<DataView> => new DataView(await blob.slice(from, to).arrayBuffer());
const uint64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

/** Where the list of files stands (APPNOTE 4.3.16, 4.3.14 for archives above 4 GB). */
async function listOf(file: Blob): Promise<{ readonly at: number; readonly size: number } | undefined> {
  const from = Math.max(0, file.size - longestEnd);
  const view = await viewOf(file, from, file.size);
  let at = view.byteLength - 22;
  while (at >= 0 && view.getUint32(at, true) !== endMark) at--;
  if (at < 0) return undefined;
  const [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
  if (offset !== full32 && size !== full32) return { at: offset, size };
  if (at < 20 || view.getUint32(at - 20, true) !== locator64Mark) return undefined;
  const place = uint64(view, at - 12);
  const end = await viewOf(file, place, place + 56);
  return end.byteLength === 56 && end.getUint32(0, true) === end64Mark ? { at: uint64(end, 48), size: uint64(end, 40) } : undefined;
}

/** The sizes and the place that did not fit into 32 bits (APPNOTE 4.5.3), in their order. */
function* wide(view: DataView, from: number, to: number): Generator<number, void> {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    for (let field = at + 4; field + 8 <= at + 4 + view.getUint16(at + 2, true); field += 8) yield uint64(view, field);
  }
}

function entryAt(view: DataView, at: number, [nameLength, extraLength]: readonly [number, number]): ZipEntry {
  const extra = at + 46 + nameLength;
  const more = wide(view, extra, extra + extraLength);
  const field = (place: number): number => {
    const short = view.getUint32(at + place, true);
    if (short !== full32) return short;
    const { done, value } = more.next();
    return done ? short : value;
  };
  const [size, packed, local] = [field(24), field(20), field(42)]; // in the order in which the wide ones stand
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
  return { name, packed, size, method: view.getUint16(at + 10, true), at: local };
}

/** The files in an archive; `undefined` when it is none or is broken. */
export async function zipEntries(file: Blob): Promise<readonly ZipEntry[] | undefined> {
  const list = await listOf(file);
  if (!list || list.size > longestList) return undefined;
  const view = await viewOf(file, list.at, list.at + list.size);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= view.byteLength && view.getUint32(at, true) === entryMark;) {
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [number, number, number]; // three places
    if (at + 46 + name + extra > view.byteLength) return undefined;
    entries.push(entryAt(view, at, [name, extra]));
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** A file of an archive, unpacked while it is read. @param onRead - told how many packed bytes were read */
export async function unzipped(file: Blob, entry: ZipEntry, onRead: (bytes: number) => void): Promise<ReadableStream<Uint8Array>> {
  const head = await viewOf(file, entry.at, entry.at + 30);
  const start = entry.at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      onRead(chunk.length);
      controller.enqueue(chunk);
    },
  });
  const packed = file
    .slice(start, start + entry.packed)
    .stream()
    .pipeThrough(counted);
  return entry.method === 0 ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
}
