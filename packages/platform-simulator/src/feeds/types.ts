/** Sources that push: they speak first, and go on until somebody hangs up. */

/** One client of a feed. */
export interface FeedConnection {
  /** Path below the host, with its query. */
  path: string;
  /** What the client brought when it came. */
  headers: Headers;
  /** Sends a message as JSON, or a text as it is. */
  send(message: unknown): void;
  /** Says goodbye. */
  close(code: number, reason: string): void;
  /** Hangs up without a word. */
  drop(): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

/** What happens to a client once it is connected. */
export type Feed = (connection: FeedConnection) => void;
