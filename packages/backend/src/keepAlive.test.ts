/**
 * Whoever asks must close an idle connection before whoever answers does. Where both wait equally long, a busy machine uses a
 * connection in the moment in which it is closed, and a question between two plugins fails for no reason that anybody sees.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** How long Node's own agents keep a connection on which nothing is asked, in milliseconds. */
const ASKERS_MS = 5_000;

const root = join(__dirname, '..', '..', '..');

it('keeps idle connections longer than those that ask do', () => {
  const text = readFileSync(join(root, 'app-config.yaml'), 'utf8');
  const { keepAliveTimeout } = parse(text).backend.server;
  const [, seconds] = /^(\d+)s$/.exec(keepAliveTimeout) ?? [];
  const keptMs = Number(seconds) * 1000;
  expect(keptMs).toBeGreaterThan(2 * ASKERS_MS);
});
