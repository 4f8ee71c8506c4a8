import type { Pipe } from './message.js';

/** A way to send text and a place where text arrives. */
export interface TextWay {
  send(text: string): void;
  /** Calls back with what arrives, as text or as an object; returns how to stop. */
  listen(listener: (text: unknown) => void): () => void;
  /** Messages wait in line until then. */
  readonly ready?: Promise<unknown>;
  /** Default `live`. */
  readonly duplex?: Pipe['duplex'];
}

/**
 * Messages as JSON text: React Native (`ReactNativeWebView.postMessage`), Flutter (`flutter_inappwebview.callHandler`), Alipay
 * (`my.postMessage`, `AlipayJSBridge.call`), or whatever the host supplies.
 */
export function textPipe({ send, listen, ready, duplex = 'live' }: TextWay): Pipe {
  let open = !ready;
  const line: string[] = [];
  void ready?.then(() => {
    open = true;
    line.splice(0).forEach(send);
  });
  return {
    duplex,
    send(message) {
      const text = JSON.stringify(message);
      if (open) send(text);
      else line.push(text);
    },
    receive: (listener) => listen((raw) => listener(typeof raw === 'string' ? parse(raw) : raw)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // no message: counted as dropped
  }
}
