/**
 * Polygon's stream of bars: it greets, wants a key, then a list of what to send, and tells of everything as a list of events.
 *
 * The bars are those that the REST API gives for the same minutes. Markets are closed most of the time and nobody waits for them, so the
 * feed tells the minutes of the last session, one a tick.
 */
import {
  addDays,
  dateOf,
  isHoliday,
  weekdaysBetween,
} from '../data-sources/calendar';
import { minuteBar, minuteStarts, TICKERS } from '../data-sources/polygon';
import type { DataSourceFault } from '../data-sources/types';
import type { Clock } from '../kubernetes/types';
import type { Feed, FeedConnection } from './types';

/** Its real host. */
export const FEED_HOST = 'socket.polygon.io';

const TICK_MS = 1000;
const MINUTE_MS = 60_000;
const BARS_BEFORE_CUT = 3;

/** What a bar looks like on the wire. */
type Event = Record<string, unknown>;

/** Options of {@link createPolygonFeed}. */
export interface PolygonFeedOptions {
  clock: Clock;
  /** Milliseconds between two minutes of the session. Default 1000. */
  tickMs?: number;
  /** The fault of this moment. */
  fault?: () => DataSourceFault | undefined;
}

const status = (name: string, message: string): Event => ({
  ev: 'status',
  status: name,
  message,
});

/** The last day before this one on which there was a session. */
function lastSession(now: number): string {
  const today = dateOf(now);
  const days = weekdaysBetween(addDays(today, -10), addDays(today, -1));
  return days.filter(day => !isHoliday(day)).at(-1) ?? addDays(today, -1);
}

/** A minute's bar, as the stream words it. */
function eventOf(ticker: string, start: number, sum: number): Event {
  const bar = minuteBar(ticker, start);
  return {
    ev: 'AM',
    sym: ticker,
    v: bar.v,
    av: sum + bar.v,
    op: bar.o,
    vw: bar.vw,
    o: bar.o,
    c: bar.c,
    h: bar.h,
    l: bar.l,
    a: bar.vw,
    z: Math.max(1, Math.round(bar.v / bar.n)),
    s: start,
    e: start + MINUTE_MS,
  };
}

const CHANGES: Partial<Record<DataSourceFault, (event: Event) => Event[]>> = {
  'duplicate-row': event => [event, event],
  'revised-value': event => [{ ...event, c: Number(event.c) * 1.01 }],
  'new-column': event => [{ ...event, quality_flag: 'A' }],
  'type-change': event => [{ ...event, c: String(event.c) }],
};

/** One client: who it is, what it wants, how far it is. */
class Subscriber {
  readonly #connection: FeedConnection;
  readonly #options: PolygonFeedOptions;
  readonly #tickers = new Set<string>();
  readonly #sums = new Map<string, number>();
  #authenticated = false;
  #timer?: NodeJS.Timeout;
  #minutes: number[] = [];
  #sent = 0;

  constructor(connection: FeedConnection, options: PolygonFeedOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.onMessage(text => this.#take(text));
    connection.onClose(() => clearInterval(this.#timer));
  }

  greet(): void {
    this.#say(status('connected', 'Connected Successfully'));
  }

  #say(...events: Event[]): void {
    this.#connection.send(events);
  }

  #take(text: string): void {
    let told: { action?: unknown; params?: unknown } = {};
    try {
      told = Object(JSON.parse(text));
    } catch {
      this.#say(status('error', 'invalid JSON'));
      return;
    }
    const params = String(told.params ?? '');
    if (told.action === 'auth') this.#authenticate(params);
    else if (!this.#authenticated) {
      this.#say(status('auth_required', 'authentication required'));
    } else if (told.action === 'subscribe') this.#subscribe(params);
    else if (told.action === 'unsubscribe') this.#unsubscribe(params);
    else this.#say(status('error', `unknown action: ${String(told.action)}`));
  }

  #authenticate(key: string): void {
    const fault = this.#options.fault?.();
    if (key === '' || fault === '200-with-error') {
      this.#say(status('auth_failed', 'authentication failed'));
      this.#connection.close(1008, 'authentication failed');
      return;
    }
    if (fault === 'quota-exhausted' || fault?.startsWith('429')) {
      const message =
        'Maximum number of websocket connections exceeded. You have reached the connection limit for your account.';
      this.#say(status('max_connections', message));
      this.#connection.close(1008, 'max_connections');
      return;
    }
    this.#authenticated = true;
    this.#say(status('auth_success', 'authenticated'));
  }

  #subscribe(params: string): void {
    for (const channel of params.split(',').map(one => one.trim())) {
      const [kind, ticker] = channel.split('.');
      if (kind !== 'AM' || !ticker) {
        this.#say(
          status(
            'error',
            `not authorized to subscribe to ${channel}; the plan has AM.<ticker>`,
          ),
        );
        continue;
      }
      const chosen = ticker === '*' ? TICKERS : [ticker];
      for (const one of chosen) this.#tickers.add(one);
      this.#say(status('success', `subscribed to: ${channel}`));
    }
    if (this.#tickers.size > 0) this.#begin();
  }

  #unsubscribe(params: string): void {
    for (const channel of params.split(',').map(one => one.trim())) {
      this.#tickers.delete(channel.replace(/^AM\./, ''));
      this.#say(status('success', `unsubscribed to: ${channel}`));
    }
  }

  #begin(): void {
    if (this.#timer) return;
    const { clock, tickMs = TICK_MS, fault } = this.#options;
    this.#minutes = minuteStarts(lastSession(clock.now()));
    const slow = fault?.() === 'slow-body' ? 10 : 1;
    this.#timer = setInterval(() => this.#tick(), tickMs * slow);
  }

  #tick(): void {
    const start = this.#minutes[this.#sent % this.#minutes.length];
    this.#sent += 1;
    const fault = this.#options.fault?.();
    if (fault === 'cut-body' && this.#sent > BARS_BEFORE_CUT) {
      this.#connection.drop();
      return;
    }
    const change = (fault && CHANGES[fault]) ?? ((event: Event) => [event]);
    const known = [...this.#tickers].filter(ticker => TICKERS.includes(ticker));
    const events = known.flatMap(ticker => {
      const event = eventOf(ticker, start, this.#sums.get(ticker) ?? 0);
      this.#sums.set(ticker, Number(event.av));
      return change(event);
    });
    if (events.length > 0) this.#say(...events);
  }
}

/** The feed. Any key is taken; none is not. */
export function createPolygonFeed(options: PolygonFeedOptions): Feed {
  return connection => new Subscriber(connection, options).greet();
}
