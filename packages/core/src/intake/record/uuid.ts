/** A name-based uuid (version 8) for parts of one document: the same content gets the same id. Not a secret, not random. */
export function namedUuid(name: string): string {
  const words = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((seed, lane) => {
    let h = seed;
    for (let i = 0; i < name.length; i++) h = Math.imul(h ^ (name.charCodeAt(i) + lane * 31), 0x01000193 + lane * 2);
    return (h >>> 0).toString(16).padStart(8, '0');
  });
  const hex = words.join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
