import type { LoggerService } from '@backstage/backend-plugin-api';

function write(level: string, message: string, meta?: unknown): void {
  const reason = meta instanceof Error ? ` ${meta.message}` : '';
  process.stderr.write(`${level} ${message}${reason}\n`);
}

/** Writes warnings and errors into the log of the process; what is said on every run costs a side nothing. */
export const quietLogger: LoggerService = {
  error: (message, meta) => write('error', message, meta),
  warn: (message, meta) => write('warn', message, meta),
  info: () => undefined,
  debug: () => undefined,
  child: () => quietLogger,
};
