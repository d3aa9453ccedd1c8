import fc from 'fast-check';
import { sendable } from './createKafka';
import { kafkaFailure } from './kafkaErrors';
import { takeFairly } from './readMessages';

const message = (key: string, bytes: number) => ({
  key: Buffer.from(key),
  value: Buffer.alloc(bytes),
  headers: { run: 'r' },
});

describe('what is sent at once', () => {
  it('is everything, in order, in parts that a broker takes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 40 }),
        sizes => {
          const messages = sizes.map((size, index) =>
            message(`${index}`, size),
          );
          const parts = [...sendable(messages, 1000)];
          expect(parts.flat()).toEqual(messages);
          for (const part of parts) {
            const bytes = part.reduce(
              (sum, one) => sum + one.value.byteLength,
              0,
            );
            expect(part.length === 1 || bytes <= 1000).toBe(true);
          }
        },
      ),
    );
  });
});

describe('what is taken of many partitions', () => {
  it('leaves none out for a busy one, takes no more than asked, and says how far each is read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: 8, max: 100 }),
        (lengths, max) => {
          const arrived = lengths.map((length, partition) => ({
            partition,
            // An offset in three is one that does not count.
            after: BigInt(length * 3),
            messages: Array.from({ length }, (_, index) => ({
              partition,
              offset: String(index * 3),
              timestamp: 0,
            })),
          }));
          const { taken, after } = takeFairly(arrived, max);
          const all = lengths.reduce((sum, one) => sum + one, 0);
          expect(taken.length).toBe(Math.min(max, all));
          for (const [partition, length] of lengths.entries()) {
            const mine = taken.filter(one => one.partition === partition);
            expect(mine.length > 0).toBe(length > 0);
            expect(after.get(partition)).toBe(
              mine.length === length
                ? BigInt(length * 3)
                : BigInt(mine.length * 3 - 2),
            );
          }
        },
      ),
    );
  });
});

describe('a failure of Kafka', () => {
  const wrapped = (apiId: string) =>
    new AggregateError(
      [Object.assign(new Error('broker says no'), { apiId })],
      'fetch failed 4 times.',
    );

  it.each([
    ['OFFSET_OUT_OF_RANGE', 'contract'],
    ['TOPIC_AUTHORIZATION_FAILED', 'authentication'],
    ['SASL_AUTHENTICATION_FAILED', 'authentication'],
    ['MESSAGE_TOO_LARGE', 'rejected'],
    ['UNKNOWN_TOPIC_OR_PARTITION', 'rejected'],
    ['NOT_LEADER_OR_FOLLOWER', 'unavailable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'configuration'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'configuration'],
    ['CERT_HAS_EXPIRED', 'configuration'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'configuration'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'configuration'],
  ])('%s is %s, however deep the client hides it', (apiId, failure) => {
    const error = kafkaFailure(new Error('outer', { cause: wrapped(apiId) }));
    expect(error).toMatchObject({ failure });
    expect(error.message).toContain('broker says no');
    expect(kafkaFailure(error)).toBe(error);
  });

  it('without any name is one that passes', () => {
    expect(kafkaFailure(new Error('ECONNREFUSED'))).toMatchObject({
      failure: 'unavailable',
    });
    expect(kafkaFailure('?')).toMatchObject({ failure: 'unavailable' });
  });
});
