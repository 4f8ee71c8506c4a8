// In a built folder `runtime/this-platform.js` stands here, the one file that differs between the four (scripts/miniprogram.mjs).
import type { CanvasNode } from '../components/define.js';
import type { Differences } from '../platforms/mini-platform.js';
import type { MiniApi } from '../ports/call.js';

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
  readonly canvasWithoutNode: ((api: MiniApi, id: string, size: Pick<CanvasNode, 'width' | 'height'>, component: object) => CanvasNode | undefined) | undefined;
}
