import { member } from '../ports/call.js';
import type { CanvasWithoutNode } from '../ports/canvas.js';

/** A context that notes what to draw, by setters, until `draw()`: Baidu's, as its documents have it. */
type Instructions = Readonly<Record<string, (...given: never[]) => void>>;

const setters: Readonly<Record<string, readonly [setter: string, read?: (text: string) => unknown]>> = {
  fillStyle: ['setFillStyle'],
  strokeStyle: ['setStrokeStyle'],
  lineWidth: ['setLineWidth'],
  lineJoin: ['setLineJoin'],
  font: ['setFontSize', parseFloat],
  textAlign: ['setTextAlign'],
  textBaseline: ['setTextBaseline'],
};

/** A 2d context, as far as the chart draws with it, over instructions. Theirs are in px of the screen, so a scale for its density is none of theirs. */
function context2d(instructions: Instructions): object {
  const context: Record<string, unknown> = { scale: () => undefined };
  for (const [name, [setter, read]] of Object.entries(setters))
    Object.defineProperty(context, name, { set: (value: string) => instructions[setter]!((read ? read(value) : value) as never) });
  for (const name of ['clearRect', 'fillRect', 'fillText', 'beginPath', 'moveTo', 'lineTo', 'arc', 'closePath', 'stroke', 'fill'])
    context[name] = (...given: never[]) => instructions[name]!(...given);
  context['setLineDash'] = (segments: never) => instructions['setLineDash']!(segments, 0 as never);
  return context;
}

/** Baidu's canvas: known by its `canvas-id`, without a node. */
export const baiduCanvas: CanvasWithoutNode = (api, id, size, component) => {
  const create = member(api, 'createCanvasContext') as ((id: string, component: object) => Instructions) | undefined;
  if (!create) return undefined;
  const instructions = create(id, component);
  return { ...size, node: { ...size, getContext: () => context2d(instructions) }, finish: () => instructions['draw']!() };
};
