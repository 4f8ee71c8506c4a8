/** What `const { a, ...rest } = source` leaves in `rest`; the build lowers that syntax to calls of this. No source of ours has symbols as keys. */
export function objectRest(source: object, exclude: readonly string[]): Record<string, unknown> {
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) if (!exclude.includes(key)) rest[key] = value;
  return rest;
}
