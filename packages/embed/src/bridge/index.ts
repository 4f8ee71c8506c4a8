/** The bridge between a host and the page of ours that it embeds: docs/guide/webview.md. */
export { failure, isMessage, type Failure, type Message, type Pipe } from './message.js';
export { Peer, type Greeting, type PeerOptions } from './peer.js';
export { acceptFrame, clampHeight, enterFrame, portPipe } from './frame-pipe.js';
export { fromQuery, isReference, toHash, webViewPipe, type MiniProgram, type Reference } from './web-view-pipe.js';
export { textPipe, type TextWay } from './text-pipe.js';
export {
  alipayPipe,
  alipayViewPipe,
  flutterPipe,
  reactNativePipe,
  type AlipayBridge,
  type AlipayView,
  type FlutterView,
  type ReactNativeView,
  type Receive,
} from './native-pipes.js';
