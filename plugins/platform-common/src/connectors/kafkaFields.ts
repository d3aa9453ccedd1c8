import { z } from 'zod';

/** Addresses of Kafka brokers. */
export const brokersField = () =>
  z.preprocess(
    given =>
      typeof given === 'string'
        ? given.split(',').map(one => one.trim())
        : given,
    z
      .array(
        z
          .string()
          .max(200, 'use at most 200 characters')
          .regex(
            /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?:\d{2,5}$/,
            'write host:port, such as kafka.messaging:9092',
          ),
      )
      .min(1, 'name at least one broker')
      .max(10, 'name at most 10 brokers'),
  );

/** Name of a Kafka topic. */
export const topicField = () =>
  z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, 'write the name of a topic');
