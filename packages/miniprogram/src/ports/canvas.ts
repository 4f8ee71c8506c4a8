import type { MiniApi } from './call.js';

/** A canvas of type 2d, or what stands for one. */
export interface CanvasNode {
  readonly node: { width: number; height: number; getContext(kind: '2d'): unknown };
  readonly width: number;
  readonly height: number;
  /** Shows what was drawn, where the platform waits for it. */
  readonly finish?: () => void;
}

/** What draws where the platform's canvas has no node. `component`: in whose markup it stands; `size`: on the screen, px. */
export type CanvasWithoutNode = (api: MiniApi, id: string, size: Pick<CanvasNode, 'width' | 'height'>, component: object) => CanvasNode | undefined;
