/**
 * Fetches ahead the code that the encyclopedia's elements otherwise load with the first article, note or focus: for visits that may go on
 * without a network. Content is fetched ahead by `client.encyclopedia.prepare()`.
 * @throws what `import()` rejects with; what is missing is loaded when it is needed
 */
export async function loadAhead(): Promise<void> {
  const [{ loadPurifier }] = await Promise.all([
    import('./article/sanitise.js'),
    import('./article/reader.js'),
    import('./card/define.js'),
    import('./search/rows.js'),
  ]);
  await loadPurifier();
}
