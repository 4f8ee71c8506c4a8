// In a built folder `runtime/this-platform.js` stands here, the one file that differs between the four (scripts/miniprogram.mjs).
import type { Differences } from '../platforms/mini-platform.js';
import type { MiniApi } from '../ports/call.js';
import type { CanvasWithoutNode } from '../ports/canvas.js';

export { wechat as differences } from '../platforms/tables.js';

declare const wx: MiniApi;
/** The platform's own object. */
export const platformApi = (): MiniApi => wx;

/** Baidu's canvas has no node. */
export const canvasWithoutNode = undefined as ThisPlatform['canvasWithoutNode'];

/** What stands in each of the four files. */
export interface ThisPlatform {
  readonly differences: Differences;
  readonly platformApi: () => MiniApi;
  readonly canvasWithoutNode: CanvasWithoutNode | undefined;
}
