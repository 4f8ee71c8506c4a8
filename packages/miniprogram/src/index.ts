/** Nelumbo on the platforms of mini-programs: the ports. The native components are in the built folders; see docs/guide/miniprogram.md. */
export { wechatPlatform } from './platforms/wechat.js';
export { douyinPlatform } from './platforms/douyin.js';
export { alipayPlatform } from './platforms/alipay.js';
export { baiduPlatform } from './platforms/baidu.js';
export { alipay, baidu, douyin, wechat } from './platforms/tables.js';
export { miniPlatform, type Dialect, type Differences, type MiniPlatform, type MiniPlatformOptions } from './platforms/mini-platform.js';
export { MiniApiError, type MiniApi } from './ports/call.js';
export { calendarEvents, writeCalendar, type CalendarEvent } from './ports/calendar.js';
export { type RandomSource } from './ports/crypto.js';
export { type ChooseDevice, type Nearby } from './ports/devices.js';
export { type AskPrivacy, type PrivacyPurpose } from './ports/privacy.js';
export { type Room } from './ports/room.js';
export { shareEntry, shareFile, type ShareMessage } from './ports/share.js';
