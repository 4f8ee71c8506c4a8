import type { Pipe } from './message.js';
import { textPipe } from './text-pipe.js';

/** Hands over what a native host puts in with `Nelumbo('receive', text)`; `Nelumbo.on.bind(undefined, 'receive')` is one. Returns how to stop. */
export type Receive = (listener: (text: unknown) => void) => () => void;

/** `window.ReactNativeWebView`, as react-native-webview puts it into a page. */
export interface ReactNativeView {
  postMessage(text: string): void;
}

/** React Native: text out by `ReactNativeWebView.postMessage`; the app answers with `injectJavaScript("Nelumbo('receive', …)")`. */
export const reactNativePipe = (view: ReactNativeView, receive: Receive): Pipe => textPipe({ send: (text) => view.postMessage(text), listen: receive });

/** `window.flutter_inappwebview`. */
export interface FlutterView {
  callHandler(name: string, ...values: unknown[]): Promise<unknown>;
}

/**
 * Flutter: text out by `callHandler('nelumbo', text)`; what the handler returns, and what the app puts in later, comes back as messages.
 * @param ready - after the event `flutterInAppWebViewPlatformReady`; before it `callHandler` is not there
 */
export function flutterPipe(view: () => FlutterView, receive: Receive, ready: Promise<unknown>): Pipe {
  const answered = answers();
  return textPipe({
    send: (text) =>
      void view()
        .callHandler('nelumbo', text)
        .then(answered.tell, () => undefined),
    listen: answered.with(receive),
    ready,
  });
}

/** `window.AlipayJSBridge`. */
export interface AlipayBridge {
  call(name: string, options: { readonly text: string }, callback: (answer: unknown) => void): void;
}

/** Alipay's H5 container: text out by `call('nelumbo', { text }, callback)`. @param ready - after the event `AlipayJSBridgeReady` */
export function alipayPipe(bridge: () => AlipayBridge, receive: Receive, ready: Promise<unknown>): Pipe {
  const answered = answers();
  return textPipe({ send: (text) => bridge().call('nelumbo', { text }, answered.tell), listen: answered.with(receive), ready });
}

/** The page's `my` in an Alipay mini-program's web-view. The page speaks first. */
export interface AlipayView {
  postMessage(message: object): void;
  onMessage: ((message: unknown) => void) | undefined;
}

/** Alipay mini-program `<web-view>`: objects both ways, at once. */
export const alipayViewPipe = (my: AlipayView): Pipe => ({
  duplex: 'live',
  send: (message) => my.postMessage(message),
  receive(listener) {
    my.onMessage = listener;
    return () => (my.onMessage = undefined);
  },
});

/** Answers that come back on the way out, beside what is put in. */
function answers(): { tell(answer: unknown): void; with(receive: Receive): Receive } {
  let hears: ((answer: unknown) => void) | undefined;
  return {
    tell(answer) {
      if (answer !== undefined && answer !== null) hears?.(answer); // a handler may return nothing
    },
    with: (receive) => (listener) => {
      hears = listener;
      const stop = receive(listener);
      return () => {
        hears = undefined;
        stop();
      };
    },
  };
}
