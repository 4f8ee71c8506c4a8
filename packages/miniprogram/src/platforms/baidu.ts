import type { MiniApi } from '../ports/call.js';
import { miniPlatform, type MiniPlatform, type MiniPlatformOptions } from './mini-platform.js';
import { baidu } from './tables.js';

/** Every port on `swan`. */
export const baiduPlatform = (swan: MiniApi, options?: MiniPlatformOptions): MiniPlatform => miniPlatform(swan, baidu, options);
