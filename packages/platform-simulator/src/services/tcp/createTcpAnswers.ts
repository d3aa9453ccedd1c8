import type { PlatformState } from '../types';
import { speakKafka } from './kafka';
import { speakPostgres } from './postgres';
import { speakRedis } from './redis';
import type { Protocol, TcpAnswer } from './types';
import { speakZookeeper } from './zookeeper';

const spoken: readonly [service: string, port: number, Protocol][] = [
  ['kong-postgres.kong', 5432, speakPostgres],
  ['harbor-database.registry', 5432, speakPostgres],
  ['redis.data-platform', 6379, speakRedis],
  ['redis-master.data-platform', 6379, speakRedis],
  ['redis-replicas.data-platform', 6379, speakRedis],
  ['harbor-redis.registry', 6379, speakRedis],
  ['zookeeper-service.data-platform', 2181, speakZookeeper],
  ['datahub-kafka-kafka-bootstrap.kafka', 9092, speakKafka],
];

/**
 * The services that speak no HTTP. Each accepts while a pod of its Service is ready and cuts the connection at once when none is; the
 * state is read anew for every connection.
 */
export function createTcpAnswers(state: PlatformState): TcpAnswer[] {
  return spoken.map(([service, port, speak]) => ({
    host: `${service}:${port}`,
    onConnection: socket => {
      // A client that hangs up is no failure of ours; without a listener it would end the process.
      socket.on('error', () => socket.destroy());
      const [name, namespace] = service.split('.');
      if (state.readyPods(namespace, name).ready === 0) socket.destroy();
      else speak(socket);
    },
  }));
}
