/*
 * What a connector depends on, looked at one by one: each answer names the thing and, when it is not well, the cure.
 * Nothing stops at the first: a person wants to mend all of it in one go.
 */
import { connect } from 'node:net';
import type { ConnectorDeclaration } from '../declaration';
import { messageOf } from '../errors';
import type { Ports } from '../ports';
import type { TableSink, TableSpec } from '../sinks/types';
import { brokersOf, createKafka } from '../source/kafka/createKafka';
import type { SourcePorts } from '../source/types';

/** What was found out about one dependency. */
export interface Finding {
  readonly check: 'key' | 'host' | 'clock' | 'topic' | 'store' | 'sink';
  readonly ok: boolean;
  /** What was seen. */
  readonly observed: string;
  /** What to do; empty when it is well. */
  readonly cure: string;
}

/** What is looked at. */
export interface Examined {
  readonly declaration: ConnectorDeclaration;
  readonly ports: SourcePorts;
  readonly secret: () => Promise<string>;
  readonly sink: TableSink;
  readonly tables: readonly TableSpec[];
  /** Opens a connection to a host that does not speak HTTP. */
  readonly dial?: (host: string, port: number) => Promise<void>;
}

const TIMEOUT_MS = 10_000;
const LARGEST_SKEW_MS = 60_000;
const PROBE = 'doctor/probe';
const PORTS: Readonly<Record<string, number>> = {
  'kafka:': 9092,
  'postgres:': 5432,
  'ws:': 80,
  'wss:': 443,
};

function dialTcp(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => {
      socket.destroy();
      reject(new Error('no answer in time'));
    });
    socket.once('error', reject);
  });
}

async function found(
  check: Finding['check'],
  look: () => Promise<string>,
  cure: string,
): Promise<Finding> {
  try {
    return { check, ok: true, observed: await look(), cure: '' };
  } catch (error) {
    return { check, ok: false, observed: messageOf(error), cure };
  }
}

/** Every broker, since each keeps partitions of its own: one that cannot be reached is not made up for by the others. */
async function dialBrokers(
  baseUrl: string,
  dial: NonNullable<Examined['dial']>,
): Promise<string> {
  const brokers = brokersOf(baseUrl);
  const silent: string[] = [];
  for (const broker of brokers) {
    const { hostname, port } = new URL(`kafka://${broker}`);
    await dial(hostname, Number(port) || PORTS['kafka:']).catch(error => {
      silent.push(`${broker} (${messageOf(error)})`);
    });
  }
  if (silent.length > 0) {
    throw new TypeError(
      `${silent.join(', ')} of ${brokers.length} do not take connections`,
    );
  }
  return `${brokers.join(', ')} take connections`;
}

/** Asks the host without a key; @returns its `Date` header too, when it has one. */
async function askHost(
  examined: Examined,
): Promise<{ finding: Finding; date?: string }> {
  const { declaration, ports, dial = dialTcp } = examined;
  if (declaration.kind === 'webhook') {
    const observed = 'others call us';
    return { finding: { check: 'host', ok: true, observed, cure: '' } };
  }
  if (declaration.kind === 'kafka') {
    const look = () => dialBrokers(declaration.baseUrl, dial);
    const cure =
      'Let this place reach every broker: look at DNS, egress rules and advertised listeners, or correct baseUrl.';
    return { finding: await found('host', look, cure) };
  }
  const url = new URL(declaration.baseUrl.split(',')[0]);
  let date: string | undefined;
  const look = async () => {
    if (url.protocol === 'file:' || url.protocol === 's3:') {
      return 'no host of its own';
    }
    const port = PORTS[url.protocol];
    if (port !== undefined) {
      await dial(url.hostname, Number(url.port) || port);
      return `${url.host} takes connections`;
    }
    const response = await ports.fetch(`${url.origin}${url.pathname}`, {
      headers: { ...declaration.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    date = response.headers.get('date') ?? undefined;
    return `${url.host} answers (${response.status})`;
  };
  const finding = await found(
    'host',
    look,
    `Let this place reach ${url.host}: look at DNS, egress rules and proxies, or correct baseUrl.`,
  );
  return { finding, date };
}

/** Whether the brokers take the certificate, the user and the topic: what a connection alone does not tell. */
async function askTopics(examined: Examined): Promise<Finding[]> {
  const { declaration, ports, secret } = examined;
  const topics = declaration.streams.flatMap(({ kafka }) =>
    kafka ? [kafka.topic] : [],
  );
  if (declaration.kind !== 'kafka') {
    return [];
  }
  const look = async () => {
    const { kafka, openKafka = createKafka } = ports;
    const cluster = kafka ?? (await openKafka(declaration, await secret()));
    try {
      const seen: string[] = [];
      for (const topic of topics) {
        const { length } = await cluster.offsets(topic);
        if (length === 0) {
          throw new TypeError(`the topic ${topic} is not there`);
        }
        seen.push(`${topic} has ${length} partition(s)`);
      }
      return seen.join(', ');
    } finally {
      if (!kafka) {
        await cluster.close();
      }
    }
  };
  const cure =
    'Create the topic and let the user read it; or correct tls, sasl, the user, KAFKA_CA.';
  return [await found('topic', look, cure)];
}

function readClock(ports: Ports, date: string | undefined): Finding {
  const there = Date.parse(date ?? '');
  if (Number.isNaN(there)) {
    const observed = 'the host does not say what time it is';
    return { check: 'clock', ok: true, observed, cure: '' };
  }
  const seconds = Math.round((ports.clock.now() - there) / 1000);
  const ok = Math.abs(seconds) * 1000 <= LARGEST_SKEW_MS;
  return {
    check: 'clock',
    ok,
    observed: `${seconds} seconds from the host's`,
    cure: ok ? '' : 'Set the clock of this machine by NTP.',
  };
}

async function writeProbe(ports: Ports): Promise<string> {
  const bytes = Buffer.from(new Date(ports.clock.now()).toISOString());
  await ports.store.put(PROBE, bytes);
  const back = await ports.store.get(PROBE);
  await ports.store.remove(PROBE);
  if (back === undefined || !bytes.equals(back)) {
    throw new TypeError('what was written did not come back');
  }
  return 'takes and gives back';
}

/** Looks at everything; nothing is thrown. The table is made if it is not there, as the first run would. */
export async function examine(examined: Examined): Promise<Finding[]> {
  const { declaration, ports, secret, sink, tables } = examined;
  const { authentication } = declaration;
  const key = await found(
    'key',
    async () => {
      const text = await secret();
      return text ? 'there is one' : 'none is needed';
    },
    `Set ${authentication.secret ?? 'the key'}, or ${
      authentication.secret ?? ''
    }_FILE to a file that can be read.`,
  );
  const { finding: host, date } = await askHost(examined);
  const topics = await askTopics(examined);
  const store = await found(
    'store',
    () => writeProbe(ports),
    'Let this process write below CONNECTOR_DATA, or correct the S3 settings.',
  );
  const table = await found(
    'sink',
    async () => {
      for (const spec of tables) {
        await sink.ensure(spec);
      }
      return `${sink.kind} has ${tables.length} table(s)`;
    },
    'Correct the settings of CONNECTOR_SINK, and let this place reach it.',
  );
  return [key, host, ...topics, readClock(ports, date), store, table];
}
