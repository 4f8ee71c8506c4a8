import type { MiniApi } from '../ports/call.js';
import { miniPlatform, type MiniPlatform, type MiniPlatformOptions } from './mini-platform.js';
import { alipay } from './tables.js';

/** Every port on `my`. */
export const alipayPlatform = (my: MiniApi, options?: MiniPlatformOptions): MiniPlatform => miniPlatform(my, alipay, options);
