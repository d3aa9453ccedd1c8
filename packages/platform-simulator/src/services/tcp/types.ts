import type { Socket } from 'node:net';

/** One TCP service: its in-cluster address and what happens on a connection. */
export interface TcpAnswer {
  /** `kong-postgres.kong:5432`. */
  host: string;
  onConnection(socket: Socket): void;
}

/** Speaks one protocol on a connection that was accepted. */
export type Protocol = (socket: Socket) => void;
