/**
 * Strongly connected components by Tarjan's algorithm, without recursion (forms may be deep and hostile).
 * @param edges - for each node, the nodes that it reads
 * @returns components in dependency order: what is read comes first
 */
export function components(edges: readonly (readonly number[])[]): number[][] {
  const order = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const waiting = new Uint8Array(edges.length);
  const stack: number[] = [];
  const found: number[][] = [];
  let count = 0;
  for (let start = 0; start < edges.length; start++) {
    if (order[start] !== -1) continue;
    const work: { node: number; next: number }[] = [{ node: start, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1] as { node: number; next: number }; // the list is not empty
      const { node } = frame;
      if (frame.next === 0) {
        order[node] = low[node] = count++;
        stack.push(node);
        waiting[node] = 1;
      }
      const target = edges[node]?.[frame.next++];
      if (target !== undefined) {
        if (order[target] === -1) work.push({ node: target, next: 0 });
        else if (waiting[target]) low[node] = Math.min(low[node] ?? 0, order[target] ?? 0);
        continue;
      }
      if (low[node] === order[node]) found.push(popComponent(stack, waiting, node));
      work.pop();
      const above = work[work.length - 1]?.node;
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0);
    }
  }
  return found;
}

function popComponent(stack: number[], waiting: Uint8Array, root: number): number[] {
  const members: number[] = [];
  for (;;) {
    const node = stack.pop();
    if (node === undefined) break;
    waiting[node] = 0;
    members.push(node);
    if (node === root) break;
  }
  return members;
}

/** Components that are cycles: more than one member, or a node that reads itself. */
export const cyclesOf = (edges: readonly (readonly number[])[]): number[][] =>
  components(edges).filter((members) => members.length > 1 || (members[0] !== undefined && edges[members[0]]?.includes(members[0])));
