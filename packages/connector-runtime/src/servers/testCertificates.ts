/*
 * Certificates for one run of a suite: an authority of its own, one for a broker on 127.0.0.1, one for a client. Made by the machine's openssl.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './testServers';

/** Files in PEM. */
export interface Certificates {
  /** The authority. */
  readonly ca: string;
  /** Key and certificates of the broker in one file, as Kafka wants them. */
  readonly broker: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

/** Makes them in a folder; the client is called `CN=writer`. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => runProgram('openssl', args);
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  await openssl(
    ...['req', '-x509', ...key, '-days', '2', '-subj', '/CN=test authority'],
    ...['-keyout', at('ca.key'), '-out', at('ca.crt')],
  );
  for (const [name, subject, alternative] of [
    ['broker', '/CN=broker', 'subjectAltName=IP:127.0.0.1'],
    ['client', '/CN=writer', 'subjectAltName=DNS:writer'],
  ]) {
    await openssl(
      ...['req', ...key, '-subj', subject],
      ...['-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)],
    );
    await writeFile(at(`${name}.ext`), alternative);
    await openssl(
      ...['x509', '-req', '-in', at(`${name}.csr`), '-days', '2'],
      ...['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial'],
      ...['-extfile', at(`${name}.ext`), '-out', at(`${name}.crt`)],
    );
  }
  const texts = await Promise.all(
    ['broker.key', 'broker.crt', 'ca.crt'].map(name =>
      readFile(at(name), 'utf8'),
    ),
  );
  await writeFile(at('broker.pem'), texts.join(''));
  return {
    ca: at('ca.crt'),
    broker: at('broker.pem'),
    clientCert: at('client.crt'),
    clientKey: at('client.key'),
  };
}
