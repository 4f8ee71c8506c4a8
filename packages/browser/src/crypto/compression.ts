/** Pumps `bytes` through a compressing or expanding stream of the browser. */
async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  // A copy: `Blob` wants a plain ArrayBuffer behind the view.
  const piped = new Blob([bytes.slice()]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

/** Raw DEFLATE (RFC 1951) both ways, or nothing where the browser has no such streams (Firefox below 113). */
export function compression(): { deflate?: (bytes: Uint8Array) => Promise<Uint8Array>; inflate?: (bytes: Uint8Array) => Promise<Uint8Array> } {
  if (typeof CompressionStream === 'undefined') return {};
  return {
    deflate: (bytes) => through(bytes, new CompressionStream('deflate-raw')),
    inflate: (bytes) => through(bytes, new DecompressionStream('deflate-raw')),
  };
}
