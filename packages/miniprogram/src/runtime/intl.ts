// WeChat on Android has no `Intl`, and iOS before 14 half of it. What the components say in numbers and dates is made here then, in the two
// languages that there are, as the engines' own data say it. The build gives this in place of the global (scripts/miniprogram/no-icu.mjs).

type DateOptions = Intl.DateTimeFormatOptions;

const isChinese = (locale: string | undefined): boolean => /^zh/i.test(locale ?? '');
const two = (n: number): string => String(n).padStart(2, '0');

// Classes: a minifier takes a function that is called by `new` for one that may be an arrow.
class NumberFormat {
  constructor(
    _locale?: string,
    private readonly options: Intl.NumberFormatOptions = {},
  ) {}

  format(value: number): string {
    const { minimumFractionDigits: least = 0, maximumFractionDigits: most = Math.max(least, 3), useGrouping = true } = this.options;
    // Half up in what is written: 5.55 is 5.6, although its bits say a little less.
    const half = Number(`${Math.round(Number(`${Math.abs(value)}e${most}`))}e-${most}`);
    const [whole, part = ''] = (half ? Math.sign(value) * half : value).toFixed(most).split('.') as [string, string?];
    let end = part.length;
    while (end > least && part[end - 1] === '0') end--;
    const grouped = useGrouping ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
    return end ? `${grouped}.${part.slice(0, end)}` : grouped;
  }
}

const months = 'January February March April May June July August September October November December'.split(' ');
const days = ['Sun日', 'Mon一', 'Tue二', 'Wed三', 'Thu四', 'Fri五', 'Sat六'];

function dayWords(at: Date, { year, month, day, weekday }: DateOptions, chinese: boolean): string {
  const [y, m, d] = [year ? String(at.getUTCFullYear()) : '', at.getUTCMonth(), day ? String(at.getUTCDate()) : ''];
  const name = weekday ? days[at.getUTCDay()]! : '';
  if (month === 'numeric') return (chinese ? [y, String(m + 1), d] : [String(m + 1), d, y]).filter(Boolean).join('/');
  if (chinese) return `${y && `${y}年`}${month ? `${m + 1}月` : ''}${d && `${d}日`}${name && `周${name.slice(3)}`}`;
  const word = month ? (month === 'long' ? months[m]! : months[m]!.slice(0, 3)) : '';
  const date = [word, d].filter(Boolean).join(' ');
  return [name.slice(0, 3), d ? [date, y].filter(Boolean).join(', ') : [date, y].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

function timeWords(at: Date, { hour, second, hourCycle }: DateOptions, chinese: boolean): string {
  if (!hour) return '';
  const [h, rest] = [at.getUTCHours(), `:${two(at.getUTCMinutes())}${second ? `:${two(at.getUTCSeconds())}` : ''}`];
  if (chinese || hourCycle === 'h23') return two(h) + rest;
  const half = h % 12 || 12;
  return `${hour === '2-digit' ? two(half) : half}${rest} ${h < 12 ? 'AM' : 'PM'}`;
}

class DateTimeFormat {
  private readonly chinese: boolean;
  private readonly options: DateOptions;

  constructor(locale?: string, given: DateOptions = {}) {
    const { dateStyle, timeStyle, timeZone } = given;
    if (timeZone !== undefined && timeZone !== 'UTC') throw new RangeError(`no data of the zone ${timeZone}`);
    this.chinese = isChinese(locale);
    this.options = {
      ...(dateStyle && { year: 'numeric', month: dateStyle === 'medium' ? 'short' : 'long', day: 'numeric' }),
      ...(timeStyle && { hour: 'numeric', ...(timeStyle === 'medium' && { second: '2-digit' }) }),
      ...given,
    };
  }

  format(at: number | Date): string {
    const { chinese, options } = this;
    const instant = new Date(at);
    const wall = options.timeZone ? instant : new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000); // its UTC fields are the device's
    const between = chinese ? ' ' : options.dateStyle === 'long' ? ' at ' : ', ';
    return [dayWords(wall, options, chinese), timeWords(wall, options, chinese)].filter(Boolean).join(between);
  }

  resolvedOptions(): DateOptions {
    return this.options; // the device's zone is not known by name
  }
}

// What is said of the nearest, from the one before on.
const near: Readonly<Record<string, readonly [english: readonly string[], chinese: readonly string[], unit: string]>> = {
  minute: [['', 'this minute'], ['', '此刻'], '分钟'],
  hour: [['', 'this hour'], ['', '这一时间 / 此时'], '小时'],
  day: [['yesterday', 'today', 'tomorrow'], ['昨天', '今天', '明天', '后天', '前天'], '天'],
  month: [['last month', 'this month', 'next month'], ['上个月', '本月', '下个月'], '个月'],
  year: [['last year', 'this year', 'next year'], ['去年', '今年', '明年'], '年'],
};

class RelativeTimeFormat {
  private readonly chinese: boolean;

  constructor(locale?: string) {
    this.chinese = isChinese(locale);
  }

  format(value: number, unit: string): string {
    const { chinese } = this;
    const [english, zh, counted] = near[unit]!; // the units that are used
    const words = chinese ? zh : english;
    const word = value === -2 ? words[4] : value < 3 ? words[value + 1] : undefined;
    if (word) return word;
    const far = Math.abs(value);
    if (chinese) return `${far}${counted}${value < 0 ? '前' : '后'}`;
    const said = `${far} ${unit}${far === 1 ? '' : 's'}`;
    return value < 0 ? `${said} ago` : `in ${said}`;
  }
}

/** The parts of `Intl` that are used, made here. */
export const ownWords = { NumberFormat, DateTimeFormat, RelativeTimeFormat };

/** The engine's own where it has them and speaks Chinese. Asking the rules of plurals takes 0.3 ms, any other part of `Intl` 10 to 17 before a first look. */
function engines(): object | undefined {
  const its = typeof Intl === 'undefined' ? undefined : (Intl as Partial<typeof Intl>); // an older one has less
  return its?.RelativeTimeFormat && its.PluralRules && isChinese(new its.PluralRules('zh-CN').resolvedOptions().locale) ? its : undefined;
}

/** `Intl` of every module that names it. */
export const words = engines() ?? ownWords;
