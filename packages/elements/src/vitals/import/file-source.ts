import type { ImportFormat } from '@nelumbo/core/vitals';
import { unzipped, zipEntries, type ZipEntry } from './zip.js';

/** A chosen file, ready to be read as often as needed. */
export interface FileSource {
  readonly name: string;
  readonly format: ImportFormat;
  /** Bytes on the disk; what `onRead` adds up to. */
  readonly size: number;
  chunks(onRead?: (bytes: number) => void): AsyncIterable<string | Uint8Array>;
}

/** Why a file cannot be read as readings. */
export type FileTrouble = 'empty' | 'unknown' | 'excel' | 'zip' | 'tooLarge' | 'unreadable';

/** A Bundle is parsed as a whole: beyond this it would not fit into the memory of a phone. */
const mostBundle = 100 * 1024 * 1024;
const sampleBytes = 64 * 1024;

/** Not `for await` over the stream: Safari's streams are no async iterables. */
async function* pieces(open: () => Promise<ReadableStream<Uint8Array>>): AsyncGenerator<Uint8Array> {
  const reader = (await open()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // a stream that failed has told its reader
  }
}

async function* counted(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of pieces(() => Promise.resolve(file.stream()))) {
    onRead(chunk.length);
    yield chunk;
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** How a table is encoded: spreadsheets in China still write GB18030, and some programs UTF-16. */
export function encodingOf(sample: Uint8Array): 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030'; // no UTF-8: decoding it as that says so
  }
}

/** The readings in the archive that the Health app hands over: `export.xml`, in Chinese `导出.xml`; the other XML file there is a clinical document. */
function appleEntry(entries: readonly ZipEntry[]): ZipEntry | undefined {
  const found = entries.filter(({ name, method }) => /\.xml$/i.test(name) && !/cda/i.test(name) && (method === 0 || method === 8));
  return [...found].sort((a, b) => b.size - a.size)[0];
}

async function openZip(file: File): Promise<FileSource | FileTrouble> {
  const entries = await zipEntries(file);
  if (!entries) return 'zip';
  if (entries.some(({ name }) => name === '[Content_Types].xml')) return 'excel';
  const entry = appleEntry(entries);
  if (!entry) return 'zip';
  return { name: file.name, format: 'apple-health', size: entry.packed, chunks: (onRead = () => undefined) => pieces(() => unzipped(file, entry, onRead)) };
}

function formatOf(text: string): ImportFormat | FileTrouble {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (!start) return 'empty';
  if (/^[{[]/.test(start)) return 'fhir-bundle';
  if (start.startsWith('<')) return /<(!DOCTYPE )?HealthData/.test(start) ? 'apple-health' : 'unknown';
  const [first = ''] = start.split(/[\r\n]/, 1);
  return !start.includes('\0') && /[,;\t|]/.test(first) ? 'csv' : 'unknown';
}

/** Looks at a file: what it is, and how it is read. Never throws for what a file can hold. */
export async function openFile(file: File): Promise<FileSource | FileTrouble> {
  try {
    const sample = new Uint8Array(await file.slice(0, sampleBytes).arrayBuffer());
    if (!sample.length) return 'empty';
    if (sample[0] === 0x50 && sample[1] === 0x4b && sample[2] === 3) return await openZip(file);
    const encoding = encodingOf(sample);
    const format = formatOf(new TextDecoder(encoding).decode(sample));
    if (format === 'fhir-bundle' && file.size > mostBundle) return 'tooLarge';
    if (format !== 'csv' && format !== 'fhir-bundle' && format !== 'apple-health') return format;
    const chunks = (onRead: (bytes: number) => void = () => undefined) => {
      const bytes = counted(file, onRead);
      return encoding === 'utf-8' ? bytes : decoded(bytes, encoding);
    };
    return { name: file.name, format, size: file.size, chunks };
  } catch {
    return 'unreadable'; // removed or locked since it was chosen: the message says so
  }
}
