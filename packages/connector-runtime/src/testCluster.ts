import type { Kafka, KafkaMessage } from './source/types';

/** A topic in memory; deleted messages leave their offsets. */
export class TestCluster implements Kafka {
  readonly log: KafkaMessage[][];
  readonly earliest: number[];
  readonly sent: Array<{ key: string; value: string; headers: unknown }> = [];

  constructor(partitions: number) {
    this.log = Array.from({ length: partitions }, () => []);
    this.earliest = this.log.map(() => 0);
  }

  /** One more partition. */
  grow(): void {
    this.log.push([]);
    this.earliest.push(0);
  }

  write(partition: number, value: string | null): void {
    this.log[partition].push({
      partition,
      offset: String(this.log[partition].length),
      timestamp: Date.UTC(2026, 5, 15),
      key: Buffer.from('k'),
      ...(value !== null && { value: Buffer.from(value) }),
    });
  }

  async offsets() {
    return this.log.map((messages, partition) => ({
      partition,
      earliest: String(this.earliest[partition]),
      latest: String(messages.length),
    }));
  }

  async fetch({
    from,
    max,
  }: {
    from: Readonly<Record<string, string>>;
    max: number;
  }) {
    return Object.entries(from)
      .flatMap(([partition, offset]) =>
        this.log[Number(partition)].slice(Number(offset)),
      )
      .slice(0, max);
  }

  async send(
    _topic: string,
    messages: ReadonlyArray<{
      key: Uint8Array;
      value: Uint8Array;
      headers?: unknown;
    }>,
  ) {
    for (const { key, value, headers } of messages) {
      this.sent.push({
        key: Buffer.from(key).toString(),
        value: Buffer.from(value).toString(),
        headers,
      });
    }
  }

  async close() {}
}
