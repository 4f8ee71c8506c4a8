/** What a deployment may set about Web Push. */
export interface PushOptions {
  /** Who a push service may write to about our messages: a `mailto:` or https address. */
  readonly subject?: string;
  /** Hosts of push services that are sent to, with all below them. Default: those of the browsers; nothing else is ever called. */
  readonly hosts?: readonly string[];
  /** Ms after its hour until which a reminder is still sent, after a restart or an outage. Default 30 min. */
  readonly lateMs?: number;
  /** Lets endpoints be plain http on loopback: tests. */
  readonly loopback?: boolean;
}

/** The push services of the browsers in use. */
const browsers = ['fcm.googleapis.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com'];

/** The options with their defaults. */
export const withDefaults = (options: PushOptions = {}): Required<PushOptions> => ({
  subject: 'mailto:operator@nelumbo.invalid',
  hosts: browsers,
  lateMs: 30 * 60_000,
  loopback: false,
  ...options,
});

/** Whether an endpoint is one of a push service: the server must not be made to call other addresses. */
export function isPushService(endpoint: string, { hosts, loopback }: Pick<Required<PushOptions>, 'hosts' | 'loopback'>): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || url.username || url.password) return false;
  if (loopback && url.protocol === 'http:' && url.hostname === '127.0.0.1') return true;
  return url.protocol === 'https:' && url.port === '' && hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}
