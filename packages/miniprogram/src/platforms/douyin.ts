import type { MiniApi } from '../ports/call.js';
import { miniPlatform, type MiniPlatform, type MiniPlatformOptions } from './mini-platform.js';
import { douyin } from './tables.js';

/** Every port on `tt`. */
export const douyinPlatform = (tt: MiniApi, options?: MiniPlatformOptions): MiniPlatform => miniPlatform(tt, douyin, options);
