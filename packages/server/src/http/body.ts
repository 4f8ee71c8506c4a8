import type { IncomingMessage } from 'node:http';
import { Refusal } from '../fhir/refusal.js';

/** Objects and arrays in each other, at most. */
export const maxDepth = 64;

/**
 * Reads a body as UTF-8 text.
 * @param limit - bytes
 * @throws Refusal 413 above the limit, 400 when it breaks off or is no UTF-8
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const tooLarge = (): Refusal => new Refusal(413, 'too-long', `The body is larger than ${limit} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Leaving the loop must not destroy the socket: the refusal has to reach the sender first.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer; // no encoding is set
      size += bytes.length;
      if (size > limit) throw tooLarge();
      chunks.push(bytes);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'structure', 'The body breaks off or is no UTF-8.');
  }
}

/** The deepest nesting of JSON text, without building it. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c && quoted) i++;
    else if (code === 0x22) quoted = !quoted;
    else if (!quoted && (code === 0x7b || code === 0x5b)) deepest = Math.max(deepest, ++depth);
    else if (!quoted && (code === 0x7d || code === 0x5d)) depth--;
  }
  return deepest;
}

/** Parses JSON. @throws Refusal 400 for what is none or too deep */
export function parseJson(text: string): unknown {
  if (depthOf(text) > maxDepth) throw new Refusal(400, 'structure', `The body is nested deeper than ${maxDepth} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'structure', 'The body is no JSON.');
  }
}
