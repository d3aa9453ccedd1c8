import { z } from 'zod';

/** Headers of a request, by name. */
export const HeadersSchema = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, {
    message: 'the name of a header has letters, digits and dashes only',
  }),
  z
    .string()
    .min(1, 'the value is empty: set the environment variable that it is from')
    .regex(/^[\t\x20-\x7e]*$/, {
      message:
        'the value has characters that a header cannot carry, such as a line break at its end',
    }),
);
