/** What we use of web-push 3.6, which brings no types. */
declare module 'web-push' {
  interface Subscription {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  }
  interface Options {
    readonly vapidDetails: { readonly subject: string; readonly publicKey: string; readonly privateKey: string };
    /** Seconds that a push service keeps the message for a device that is away. */
    readonly TTL: number;
    readonly urgency: 'very-low' | 'low' | 'normal' | 'high';
    /** A later message of the same topic replaces one that was not delivered yet. */
    readonly topic?: string;
  }
  interface Request {
    readonly endpoint: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string | number>>;
    readonly body: Buffer;
  }
  const webPush: {
    generateVAPIDKeys(): { publicKey: string; privateKey: string };
    /** Encrypts (RFC 8291) and signs (RFC 8292). @throws Error for keys of the wrong form */
    generateRequestDetails(subscription: Subscription, payload: string, options: Options): Request;
  };
  export default webPush;
}
