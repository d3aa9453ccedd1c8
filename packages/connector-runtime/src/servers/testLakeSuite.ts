/*
 * A lake for one suite: started before its cases, ended after them, with the rows that reach the ends of every type.
 */
import type { Row } from '../schema';
import { priceRow } from '../sinks/tableSink.conformance';
import type { Lake } from './testLake';
import { startLake } from './testLake';
import { Folders } from './testServers';

/** Rows at the ends of what each type holds; the last has nothing but its key. */
export const EXTREMES: readonly Row[] = [
  priceRow('1999-12-31', 'a', {
    at: '1969-12-31T23:59:59.999999Z',
    price: '-999999999999999999.999999',
    cents: '-9999999.99',
    volume: -9007199254740991,
    ratio: -1.7976931348623157e308,
    open: false,
    note: '',
  }),
  priceRow('2026-02-28', 'b', {
    at: '2026-11-21T06:00:00Z',
    price: '0.000001',
    cents: '0.01',
    volume: 9007199254740991,
    ratio: 5e-324,
    open: true,
    note: `ünïcödé 数据 🌋 ${'z'.repeat(40)}`,
  }),
  priceRow('2028-02-29', 'c'),
];

/** Run of every batch. */
export const RUN = '000000001-a';

/** How long starting may take on a busy machine: a JVM for the catalog, another one for Trino. */
const START_MS = 900_000;

/** A lake that stands while the cases of a suite run. */
export interface SuiteLake extends Omit<Lake, 'stop'> {
  /** A prefix that no other case has. */
  own(): string;
}

/** Starts a lake before the cases of the suite around it; what it gives can be used inside of cases only. */
export function useLake(
  parts: Parameters<typeof startLake>[0],
  options: {
    /** Begins the names of its folders and namespaces. */
    name: string;
    /** peer.py */
    peer: string;
  },
): SuiteLake {
  const { name } = options;
  const folders = new Folders();
  let started: Lake | undefined;
  let number = 0;
  beforeAll(async () => {
    started = await startLake(parts, {
      folder: await folders.make(name),
      peer: options.peer,
    });
  }, START_MS);
  afterAll(async () => {
    await started?.stop();
    await folders.remove();
  }, 60_000);
  const lake = () => {
    if (!started) throw new TypeError('The lake is used before it stands.');
    return started;
  };
  return {
    get s3() {
      return lake().s3;
    },
    get catalog() {
      return lake().catalog;
    },
    get trino() {
      return lake().trino;
    },
    appending: fuse => lake().appending(fuse),
    merging: fuse => lake().merging(fuse),
    peer: (command, given) => lake().peer(command, given),
    own() {
      number += 1;
      return `${name}${number}_`;
    },
  };
}
