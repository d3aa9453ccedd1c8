import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `yarn bench` can be told; the README says what each means. */
export const OPTIONS = {
  runs: { type: 'string', default: '7' },
  commit: { type: 'string', default: 'HEAD' },
  note: { type: 'string', default: '' },
  work: { type: 'string', default: join(tmpdir(), 'portal-benchmarks') },
  workloads: { type: 'string', default: '5000' },
  objects: { type: 'string', default: '50000' },
  window: { type: 'string', default: '600' },
  parts: { type: 'string', default: '' },
  entities: { type: 'string', default: '1000' },
  rules: { type: 'string', default: '50' },
  postgres: { type: 'string' },
  rows: { type: 'string', default: '500000' },
  'long-rows': { type: 'string', default: '10000000' },
  'page-rows': { type: 'string', default: '50000' },
} as const;
