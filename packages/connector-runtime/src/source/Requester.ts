/*
 * One question over HTTP until it is answered or asking on makes no sense. Before each try the guards are passed (rate,
 * circuit, quota of the day); after each, the answer is judged by whoever asked, because only the kind of source knows
 * what a good answer looks like. Waiting obeys the source first, full jitter second and the budgets always.
 */
import type { ConnectorDeclaration, Limits } from '../declaration';
import { DEFAULT_LIMITS } from '../declaration';
import { ConnectorError, messageOf } from '../errors';
import { delayBefore, isRetryable } from '../retry';
import type { Scrub } from '../scrub';
import { createScrub } from '../scrub';
import type { Failed } from './giveUp';
import { giveUp } from './giveUp';
import type { CircuitBreaker } from './guards/CircuitBreaker';
import { breakerOf } from './guards/CircuitBreaker';
import { QuotaLedger } from './guards/QuotaLedger';
import { isUsedUp, readReset } from './guards/readReset';
import type { TokenBucket } from './guards/TokenBucket';
import { bucketOf } from './guards/TokenBucket';
import type { HttpAnswer } from './sendOnce';
import { sendOnce } from './sendOnce';
import type { RawAnswer, SourcePorts, SourceState } from './types';

/** What became of one try. */
export type Judgement<T> =
  | { readonly good: T }
  | {
      /** Ask again; why, in a few words. */
      readonly again: string;
      /** How the run fails when asking again was in vain. */
      readonly failure?: 'unavailable' | 'contract';
    }
  | { readonly quota: string };

/** One question. */
export interface Question<T> {
  /** Address without the key. */
  readonly url: URL;
  /** Stream, for the log. */
  readonly stream: string;
  readonly archive?: (answer: RawAnswer) => Promise<void>;
  /** Judges an answer of any status. @throws ConnectorError when asking again cannot help. */
  judge(answer: HttpAnswer): Judgement<T>;
}

/** Asks on behalf of one stream. */
export class Requester {
  readonly scrub: Scrub;
  readonly limits: Limits;
  readonly #declaration: ConnectorDeclaration;
  readonly #secret: string;
  readonly #ports: SourcePorts;
  readonly #bucket: TokenBucket;
  readonly #breaker: CircuitBreaker;
  readonly #ledger: QuotaLedger;
  readonly #counted: boolean;
  readonly #pauseMs: number;
  readonly #byStatus = new Map<string, number>();
  #requests = 0;
  #retries = 0;
  #bytes = 0;
  #waitedMs = 0;

  constructor(options: {
    declaration: ConnectorDeclaration;
    secret: string;
    ports: SourcePorts;
    /** True: the quota is kept even without `perDay`, because the source may say that it is used up. */
    mayExhaust?: boolean;
    /** Least pause after each request, retries included. */
    pauseMs?: number;
  }) {
    const { declaration, secret, ports } = options;
    const { authentication } = declaration;
    this.#declaration = declaration;
    this.#secret = secret;
    this.#ports = ports;
    this.limits = { ...DEFAULT_LIMITS, ...declaration.limits };
    this.scrub = createScrub([
      secret,
      authentication.in === 'basic' && secret
        ? `${authentication.user}:${secret}`
        : '',
    ]);
    const limit = declaration.rateLimit ?? { group: declaration.name };
    this.#bucket = bucketOf(limit, ports.clock);
    this.#breaker = breakerOf({
      name: declaration.source,
      failures: this.limits.breakerFailures,
      cooldownMs: this.limits.breakerCooldownMs,
      clock: ports.clock,
    });
    this.#ledger = new QuotaLedger({
      limit,
      store: ports.ledger ?? ports.store,
      clock: ports.clock,
    });
    this.#pauseMs = options.pauseMs ?? 0;
    this.#counted = limit.perDay !== undefined || options.mayExhaust === true;
  }

  /**
   * Asks until there is a good answer.
   *
   * @throws ConnectorError `unavailable` when the budgets are spent, the circuit is open or the quota is used; or what
   *   the judge throws.
   */
  async ask<T>(question: Question<T>): Promise<T> {
    const { limits } = this;
    const { clock } = this.#ports;
    const deadline = clock.now() + limits.retryBudgetMs;
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.#attempt(question, deadline);
      if ('good' in result) {
        return result.good;
      }
      const wait = delayBefore({
        attempt,
        limits,
        random: this.#ports.random,
        retryAfterMs: result.waitMs,
      });
      this.#ports.log('retry', {
        stream: question.stream,
        attempt,
        reason: result.reason,
        waitMs: wait,
      });
      if (
        attempt >= limits.maxAttempts ||
        this.#retries >= limits.maxRetriesPerRun ||
        clock.now() + wait > deadline
      ) {
        throw giveUp(this.#declaration.source, result, clock.now());
      }
      this.#retries += 1;
      await clock.sleep(wait);
    }
  }

  state(): SourceState {
    return {
      requests: this.#requests,
      requestsByStatus: Object.fromEntries(this.#byStatus),
      retries: this.#retries,
      bytes: this.#bytes,
      rateLimitWaitMs: this.#waitedMs,
      breaker: this.#breaker.state(),
      quota: this.#ledger.state(),
    };
  }

  /** Gives back calls of the day that were taken and not used. */
  async close(): Promise<void> {
    if (this.#counted) {
      await this.#ledger.close();
    }
  }

  async #enter(deadline: number): Promise<void> {
    const began = this.#ports.clock.now();
    await this.#bucket.take(deadline);
    this.#waitedMs += this.#ports.clock.now() - began;
    this.#breaker.enter();
    if (this.#counted) {
      try {
        await this.#ledger.take();
      } catch (error) {
        this.#breaker.abandoned();
        throw error;
      }
    }
  }

  #count(kind: string): void {
    this.#requests += 1;
    this.#byStatus.set(kind, (this.#byStatus.get(kind) ?? 0) + 1);
  }

  async #send(url: URL, deadline: number): Promise<HttpAnswer | Failed> {
    const { clock, fetch } = this.#ports;
    const left = deadline - clock.now();
    try {
      const { answer, bytes } = await sendOnce({
        fetch,
        declaration: this.#declaration,
        url,
        secret: this.#secret,
        scrub: this.scrub,
        timeoutMs: Math.max(1, Math.min(this.limits.requestTimeoutMs, left)),
        maxBytes: this.limits.maxAnswerBytes,
      });
      this.#bytes += bytes;
      this.#count(`${Math.floor(answer.status / 100)}xx`);
      return answer;
    } catch (error) {
      if (error instanceof ConnectorError) {
        this.#breaker.abandoned();
        throw error;
      }
      this.#count('network');
      this.#breaker.failed();
      return { reason: this.scrub(messageOf(error)), failure: 'unavailable' };
    }
  }

  async #attempt<T>(
    question: Question<T>,
    deadline: number,
  ): Promise<{ good: T } | Failed> {
    await this.#enter(deadline);
    const answer = await this.#send(question.url, deadline);
    if (this.#pauseMs > 0) {
      this.#bucket.pause(this.#ports.clock.now() + this.#pauseMs);
    }
    if ('reason' in answer) {
      return answer;
    }
    const { clock } = this.#ports;
    if (isRetryable(answer.status) && answer.status !== 429) {
      this.#breaker.failed();
    } else {
      this.#breaker.succeeded();
    }
    if (answer.status >= 200 && answer.status < 300) {
      await question.archive?.(answer);
    }
    const waitMs = readReset(answer.headers, clock.now());
    if (waitMs !== undefined && isUsedUp(answer.headers)) {
      this.#bucket.pause(clock.now() + waitMs);
    }
    const judged = question.judge(answer);
    if ('good' in judged) {
      return judged;
    }
    if ('quota' in judged) {
      throw await this.#ledger.exhaust();
    }
    const failure = judged.failure ?? 'unavailable';
    return { reason: judged.again, failure, waitMs };
  }
}
