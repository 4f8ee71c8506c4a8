import type { MiniApi } from '../ports/call.js';
import { miniPlatform, type MiniPlatform, type MiniPlatformOptions } from './mini-platform.js';
import { wechat } from './tables.js';

/** Every port on `wx`. */
export const wechatPlatform = (wx: MiniApi, options?: MiniPlatformOptions): MiniPlatform => miniPlatform(wx, wechat, options);
