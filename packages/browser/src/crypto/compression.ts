/** Pumps `bytes` through a compressing or expanding stream of the browser. */
async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // What the stream refuses is told by the reading side; a `Blob` as source would cost a trip through the browser's process.
  const written = Promise.all([writer.write(bytes as Uint8Array<ArrayBuffer>), writer.close()]); // the core never makes shared memory
  const [read] = await Promise.all([new Response(stream.readable).arrayBuffer(), written]);
  return new Uint8Array(read);
}

/** Raw DEFLATE (RFC 1951) both ways, or nothing where the browser has no such streams (Firefox below 113). */
export function compression(): { deflate?: (bytes: Uint8Array) => Promise<Uint8Array>; inflate?: (bytes: Uint8Array) => Promise<Uint8Array> } {
  if (typeof CompressionStream === 'undefined') return {};
  return {
    deflate: (bytes) => through(bytes, new CompressionStream('deflate-raw')),
    inflate: (bytes) => through(bytes, new DecompressionStream('deflate-raw')),
  };
}
