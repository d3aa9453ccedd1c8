/*
 * One broker of Kafka, its own controller, on loopback. It may be killed and started again with what it had written.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:net';
import type { Started } from './testServers';
import { freePort, runProgram, startServer } from './testServers';

/** Settings of a small broker that begins at once. */
function settings(options: {
  folder: string;
  port: number;
  secured: number;
  controller: number;
}): string {
  const { folder, port, secured, controller } = options;
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},SASL_PLAINTEXT://127.0.0.1:${secured},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port},SASL_PLAINTEXT://127.0.0.1:${secured}`,
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT',
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=PLAINTEXT',
    'sasl.enabled.mechanisms=SCRAM-SHA-512',
    'listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users=User:ANONYMOUS;User:writer',
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
  readonly #port: number;
  readonly #secured: number;
  #running: Started | undefined;

  private constructor(
    options: { jars: string; peer: string; folder: string },
    ports: { port: number; secured: number },
  ) {
    this.#jars = options.jars;
    this.#peer = options.peer;
    this.#folder = options.folder;
    this.#port = ports.port;
    this.#secured = ports.secured;
  }

  /** Makes a cluster with the users `writer` (may all) and `stranger` (may nothing), both with the password `sesame`. */
  static async create(options: {
    jars: string;
    /** KafkaPeer.java */
    peer: string;
    folder: string;
  }): Promise<KafkaServer> {
    const { jars, folder } = options;
    const [port, secured, controller] = [
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const server = new KafkaServer(options, { port, secured });
    await writeFile(
      server.#settings,
      settings({ folder, port, secured, controller }),
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
      ...['writer', 'stranger'].flatMap(name => [
        '--add-scram',
        `SCRAM-SHA-512=[name=${name},password=sesame]`,
      ]),
    ]);
    return server;
  }

  get #settings(): string {
    return join(this.#folder, 'server.properties');
  }

  /** Where anybody may do anything. */
  get brokers(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Where one has to say who one is. */
  get securedBrokers(): string {
    return `127.0.0.1:${this.#secured}`;
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
      ready: async () =>
        (await listens(this.#port)) && (await listens(this.#secured)),
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
