import { failure, type Pipe } from './message.js';

/** Ms between two knocks of a guest, and in all. */
const every = 250;
const patience = 10_000;

interface Handshake {
  readonly p: 'nelumbo';
  readonly k: 'knock' | 'port';
  readonly id: string;
}

const isHandshake = (data: unknown, k: Handshake['k']): data is Handshake => {
  const { p, k: kind, id } = (data ?? {}) as Partial<Handshake>; // anybody can post anything
  return p === 'nelumbo' && kind === k && typeof id === 'string' && id.length > 0 && id.length <= 64;
};

/** Both ends of a MessageChannel. The port is the capability: no other frame can speak into it. */
export const portPipe = (port: MessagePort): Pipe => ({
  duplex: 'live',
  send: (message) => port.postMessage(message),
  receive(listener) {
    const take = ({ data }: MessageEvent): void => listener(data);
    port.addEventListener('message', take);
    port.start();
    return () => {
      port.removeEventListener('message', take);
      port.close();
    };
  },
});

/**
 * Host page: answers the knocks of one frame of one origin, each with a port of its own; a frame that loads again knocks again.
 * @param frame - looked at on each knock, so that it may load late
 * @param guestOrigin - exact origin, such as `https://acme.nelumbo.example`
 * @returns how to stop
 */
export function acceptFrame(frame: () => Window | null, guestOrigin: string, opened: (pipe: Pipe) => void, page: Window = window): () => void {
  let last: string | undefined;
  const listen = ({ source, origin, data }: MessageEvent): void => {
    const guest = frame();
    if (!guest || source !== guest || origin !== guestOrigin || !isHandshake(data, 'knock') || data.id === last) return;
    last = data.id;
    const { port1, port2 } = new MessageChannel();
    guest.postMessage({ p: 'nelumbo', k: 'port', id: data.id } satisfies Handshake, guestOrigin, [port2]);
    opened(portPipe(port1));
  };
  page.addEventListener('message', listen);
  return () => page.removeEventListener('message', listen);
}

/**
 * Guest page: knocks until a listed host hands over a port. A knock is a constant and a random id, so that `*` tells nobody anything.
 * @param hosts - origins that may embed this page; the list comes from the guest's own server
 * @throws Error `timeout` when none answered within 10 s
 */
export function enterFrame(hosts: readonly string[], id: string, page: Window = window): Promise<Pipe> {
  return new Promise((resolve, reject) => {
    const knock = (): void => page.parent.postMessage({ p: 'nelumbo', k: 'knock', id } satisfies Handshake, '*');
    const end = (): void => {
      clearInterval(again);
      clearTimeout(late);
      page.removeEventListener('message', listen);
    };
    const listen = ({ source, origin, data, ports }: MessageEvent): void => {
      const [port] = ports;
      if (source !== page.parent || !hosts.includes(origin) || !isHandshake(data, 'port') || data.id !== id || !port) return;
      end();
      resolve(portPipe(port));
    };
    const again = setInterval(knock, every);
    const late = setTimeout(() => {
      end();
      reject(failure('timeout', 'No host answered.'));
    }, patience);
    page.addEventListener('message', listen);
    knock();
  });
}

/** A height that a guest may ask for: whole CSS px from 0 to 4000. */
export const clampHeight = (wanted: unknown, most = 4000): number => Math.min(Math.max(Math.floor(Number(wanted)) || 0, 0), most);
