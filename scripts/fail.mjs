/** Ends the process with one clear sentence. */
export function fail(sentence) {
  console.error(`\nnelumbo: ${sentence}`);
  process.exit(1);
}
