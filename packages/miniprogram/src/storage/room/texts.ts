import type { Catalogs } from '@nelumbo/core/i18n';

/** What the storage of the phone says. Dates are first days of months, 1–12. */
export interface RoomTexts {
  readonly title: string;
  readonly near: string;
  readonly full: string;
  readonly used: (used: string, quota: string) => string;
  readonly text: string;
  readonly noSync: string;
  readonly look: string;
  readonly looking: string;
  readonly before: (year: number, month: number) => string;
  readonly choice: (before: string, n: number) => string;
  readonly none: string;
  readonly ask: (before: string, n: number) => string;
  readonly yes: string;
  readonly no: string;
  readonly removing: string;
  readonly done: (n: number) => string;
  readonly bringBack: string;
  readonly comingBack: string;
  readonly close: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const readings = (n: number): string => `${n} ${n === 1 ? 'reading' : 'readings'}`;

const en: RoomTexts = {
  title: 'Room on this phone',
  near: 'The room for your records on this phone is nearly used up.',
  full: 'The room for your records on this phone is used up: new readings may not be saved.',
  used: (used, quota) => `${used} MB of ${quota} MB used`,
  text: 'You can delete older readings from this phone alone. They are on the server and stay there, and on your other devices. You can bring them back at any time.',
  noSync: 'Nothing can be deleted yet: without sync there is no other copy of your records. Switch on sync first.',
  look: 'See what can be deleted',
  looking: 'Looking through your records…',
  before: (year, month) => `${MONTHS[month - 1]!} ${year}`,
  choice: (before, n) => `Delete ${readings(n)} from before ${before}, which ${n === 1 ? 'is' : 'are'} on the server`,
  none: 'There are no older readings that are on the server already. What is not there is never deleted.',
  ask: (before, n) => `Delete ${readings(n)} from before ${before} from this phone? The server keeps ${n === 1 ? 'it' : 'them'}.`,
  yes: 'Delete from this phone',
  no: 'Keep them',
  removing: 'Deleting…',
  done: (n) => `${readings(n)} deleted from this phone. The server keeps ${n === 1 ? 'it' : 'them'}.`,
  bringBack: 'Bring them back',
  comingBack: 'They come back from the server with the next sync.',
  close: 'Done',
};

const zhCN: RoomTexts = {
  title: '本机存储空间',
  near: '这部手机上存放记录的空间快用完了。',
  full: '这部手机上存放记录的空间已用完，新的读数可能保存不了。',
  used: (used, quota) => `已用 ${used} MB，共 ${quota} MB`,
  text: '您可以只从这部手机上删除较早的读数。它们已经在服务器上，会继续保留，您的其他设备也不受影响，随时可以取回。',
  noSync: '还不能删除：没有打开同步，这些记录没有别的备份。请先打开同步。',
  look: '看看哪些可以删除',
  looking: '正在查看您的记录…',
  before: (year, month) => `${year} 年 ${month} 月`,
  choice: (before, n) => `删除 ${before}以前、已经同步到服务器的 ${n} 条读数`,
  none: '没有已经同步到服务器的较早读数。还没同步的记录不会被删除。',
  ask: (before, n) => `要从这部手机上删除 ${before}以前的 ${n} 条读数吗？服务器上会继续保留。`,
  yes: '从本机删除',
  no: '先不删',
  removing: '正在删除…',
  done: (n) => `已从这部手机上删除 ${n} 条读数，服务器上仍然保留。`,
  bringBack: '取回这些读数',
  comingBack: '下一次同步时会从服务器取回。',
  close: '好',
};

/** Texts of the storage component by language. */
export const roomTexts: Catalogs<RoomTexts> = { en, 'zh-CN': zhCN };
