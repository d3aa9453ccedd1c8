/*
 * One broker of Kafka, its own controller, on loopback. It may be killed and started again with what it had written.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:net';
import type { Certificates } from './testCertificates';
import { makeCertificates } from './testCertificates';
import type { Started } from './testServers';
import { freePort, runProgram, startServer } from './testServers';

/** Where it listens: in the open, with users, with users over TLS, with client certificates. */
interface KafkaPorts {
  readonly PLAINTEXT: number;
  readonly SASL_PLAINTEXT: number;
  readonly SASL_SSL: number;
  readonly SSL: number;
}

const SCRAM =
  'org.apache.kafka.common.security.scram.ScramLoginModule required;';
const PLAIN =
  'org.apache.kafka.common.security.plain.PlainLoginModule required user_writer="sesame";';

/** Settings of a small broker that begins at once. */
function settings(options: {
  folder: string;
  ports: KafkaPorts;
  controller: number;
  certificates: Certificates;
}): string {
  const { folder, ports, controller, certificates } = options;
  const names = Object.entries(ports);
  const listeners = names
    .map(([name, port]) => `${name}://127.0.0.1:${port}`)
    .join(',');
  const map = names.map(([name]) => `${name}:${name}`).join(',');
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `listeners=${listeners},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=${listeners}`,
    `listener.security.protocol.map=CONTROLLER:PLAINTEXT,${map}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    'sasl.enabled.mechanisms=SCRAM-SHA-512,SCRAM-SHA-256,PLAIN',
    'listener.name.sasl_plaintext.sasl.enabled.mechanisms=SCRAM-SHA-512',
    `listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=${SCRAM}`,
    `listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=${SCRAM}`,
    `listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=${SCRAM}`,
    `listener.name.sasl_ssl.plain.sasl.jaas.config=${PLAIN}`,
    'ssl.keystore.type=PEM',
    `ssl.keystore.location=${certificates.broker}`,
    'ssl.truststore.type=PEM',
    `ssl.truststore.location=${certificates.ca}`,
    'listener.name.ssl.ssl.client.auth=required',
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users=User:ANONYMOUS;User:writer;User:CN=writer',
    `log.dirs=${join(folder, 'log')}`,
    'auto.create.topics.enable=false',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=1',
    'log.retention.check.interval.ms=1000',
    'log.initial.task.delay.ms=500',
    '',
  ].join('\n');
}

function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A broker on loopback. */
export class KafkaServer {
  readonly #jars: string;
  readonly #peer: string;
  readonly #folder: string;
  readonly #ports: KafkaPorts;
  #running: Started | undefined;

  private constructor(
    options: { jars: string; peer: string; folder: string },
    ports: KafkaPorts,
    /** What its TLS rests on. */
    readonly certificates: Certificates,
  ) {
    this.#jars = options.jars;
    this.#peer = options.peer;
    this.#folder = options.folder;
    this.#ports = ports;
  }

  /** Makes a cluster with the users `writer` (may all) and `stranger` (may nothing), both with the password `sesame`. */
  static async create(options: {
    jars: string;
    /** KafkaPeer.java */
    peer: string;
    folder: string;
  }): Promise<KafkaServer> {
    const { jars, folder } = options;
    const ports: KafkaPorts = {
      PLAINTEXT: await freePort(),
      SASL_PLAINTEXT: await freePort(),
      SASL_SSL: await freePort(),
      SSL: await freePort(),
    };
    const controller = await freePort();
    const certificates = await makeCertificates(folder);
    const server = new KafkaServer(options, ports, certificates);
    await writeFile(
      server.#settings,
      settings({ folder, ports, controller, certificates }),
    );
    const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    await runProgram('java', [
      '-cp',
      join(jars, '*'),
      'kafka.tools.StorageTool',
      'format',
      '-t',
      id.toString('base64url'),
      '-c',
      server.#settings,
      ...['writer', 'stranger'].flatMap(name =>
        ['SCRAM-SHA-512', 'SCRAM-SHA-256'].flatMap(mechanism => [
          '--add-scram',
          `${mechanism}=[name=${name},password=sesame]`,
        ]),
      ),
    ]);
    return server;
  }

  get #settings(): string {
    return join(this.#folder, 'server.properties');
  }

  /** Where anybody may do anything. */
  get brokers(): string {
    return `127.0.0.1:${this.#ports.PLAINTEXT}`;
  }

  /** Where one has to say who one is. */
  get securedBrokers(): string {
    return `127.0.0.1:${this.#ports.SASL_PLAINTEXT}`;
  }

  /** The same over TLS, by any mechanism. */
  get tlsBrokers(): string {
    return `127.0.0.1:${this.#ports.SASL_SSL}`;
  }

  /** Where a certificate says who one is. */
  get certificateBrokers(): string {
    return `127.0.0.1:${this.#ports.SSL}`;
  }

  /** Starts it, with what it had before. */
  async start(): Promise<void> {
    this.#running = await startServer({
      name: 'Kafka',
      command: 'java',
      args: [
        '-Xmx512m',
        '-XX:TieredStopAtLevel=1',
        '-cp',
        join(this.#jars, '*'),
        'kafka.Kafka',
        this.#settings,
      ],
      log: join(this.#folder, 'kafka.log'),
      ready: async () => {
        const all = Object.values(this.#ports).map(port => listens(port));
        return (await Promise.all(all)).every(Boolean);
      },
    });
  }

  /** Ends it; with SIGKILL as a machine that loses its power would. */
  async stop(signal?: NodeJS.Signals): Promise<void> {
    await this.#running?.stop(signal);
  }

  /** Kafka's own client does something; see KafkaPeer.java. */
  async peer(...args: readonly string[]): Promise<string> {
    return runProgram('java', [
      '-XX:TieredStopAtLevel=1',
      '-cp',
      join(this.#jars, '*'),
      this.#peer,
      this.brokers,
      ...args,
    ]);
  }
}
