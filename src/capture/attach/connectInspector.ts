import { WebSocket } from 'ws';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { Channel } from './channel.ts';

export interface InspectorConnection {
  /** To the main thread. */
  readonly channel: Channel;
  /** Settles when the program or we have closed it. */
  readonly closed: Promise<void>;
  readonly close: () => void;
}

/** A program that is stopped, or deep in native code, accepts connections but answers nothing. */
const connectMs = 5000;

/** @throws HeatlineError when nothing answers there. */
export async function connectInspector(url: string): Promise<InspectorConnection> {
  // Profiles are megabytes, and both ends are on this machine.
  const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: connectMs, maxPayload: 0 });
  const channel = new Channel((message) => {
    socket.send(message);
  });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      channel.end();
      resolve();
    });
  });
  socket.on('message', (data: Buffer) => {
    channel.receive(data.toString('utf8'));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.on('error', (error) => {
      reject(new HeatlineError(`The inspector at ${url} does not answer.`, error.message, error));
    });
  });
  return {
    channel,
    closed,
    close: () => {
      socket.close();
    },
  };
}
