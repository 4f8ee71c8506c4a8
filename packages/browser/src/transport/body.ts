import { NelumboError } from '@nelumbo/core';

function tooLarge(): NelumboError {
  return new NelumboError('too-large', 'The answer is larger than this client reads.');
}

/**
 * The body as UTF-8 text, read piece by piece so that a limit holds whatever `Content-Length` claims.
 * @throws NelumboError `too-large` above `maxBytes` (decompressed)
 */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes += piece.value.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
}
