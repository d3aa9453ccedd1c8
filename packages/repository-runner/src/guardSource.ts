/**
 * What is loaded before the program: the network as the program sees it. Node's permission model knows files and
 * processes, and not the network. So connections to allowed addresses are led to a socket file that the parent
 * listens on, listening stays inside, and everything else is refused and told. Where the system has
 * namespaces there is no network behind this file either; where it has none, this file is all there is.
 */

const GUARD = `
const net = require('node:net');
const dgram = require('node:dgram');
const dns = require('node:dns');
const { join } = require('node:path');
const ways = new Map(settings.ways);
const tell = what => process.stderr.write('sandbox: refused ' + what + '\\n');
const refusal = what => {
  tell(what);
  return Object.assign(new Error('The sandbox refuses ' + what + '.'), {
    code: 'ERR_ACCESS_DENIED',
    permission: 'Network',
    resource: what,
  });
};
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::']);
const nameOf = (host, port) =>
  (LOOPBACK.has(host || 'localhost') ? '127.0.0.1' : host) + ':' + port;
const readArguments = args => {
  const list = Array.isArray(args[0]) ? args[0] : args;
  const callback = list.findLast(one => typeof one === 'function');
  if (typeof list[0] === 'object' && list[0] !== null) return { ...list[0], callback };
  if (Number.isInteger(Number(list[0])) && list[0] !== null)
    return { port: Number(list[0]), host: typeof list[1] === 'string' ? list[1] : undefined, callback };
  return { path: list[0], callback };
};
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const { host, port, path, callback } = readArguments(args);
  const way = path ? undefined : ways.get(nameOf(host, port));
  if (way) return callback ? connect.call(this, { path: way }, callback) : connect.call(this, { path: way });
  const error = refusal('a connection to ' + (path ?? nameOf(host, port)));
  process.nextTick(() => this.destroy(error));
  return this;
};
let nextPort = 40000;
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  const told = readArguments(args);
  const port = told.port || (nextPort += 1);
  const file = join(settings.folder, 'own-' + port + '.sock');
  ways.set('127.0.0.1:' + port, file);
  this.once('close', () => ways.delete('127.0.0.1:' + port));
  this.address = () => ({ address: '127.0.0.1', family: 'IPv4', port });
  return told.callback ? listen.call(this, { path: file }, told.callback) : listen.call(this, { path: file });
};
dgram.createSocket = () => {
  throw refusal('a datagram socket');
};
dgram.Socket.prototype.bind = dgram.Socket.prototype.send = dgram.createSocket;
for (const place of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(place))) {
    if (!/^(lookup|resolve|reverse)/.test(name) || typeof place[name] !== 'function') continue;
    const isPromise = place === dns.promises || place === dns.promises.Resolver.prototype;
    place[name] = (...args) => {
      const error = refusal('a question for the name ' + String(args[0]));
      if (isPromise) return Promise.reject(error);
      process.nextTick(args.at(-1), error);
      return undefined;
    };
  }
}
const kill = process.kill.bind(process);
process.kill = (pid, signal) => {
  if (pid !== process.pid) throw refusal('a signal to another process');
  return kill(pid, signal);
};
`;

/** What the guard of one run knows. */
export interface GuardSettings {
  /** Allowed addresses (`127.0.0.1:1234`) and the socket file that each leads to. */
  ways: ReadonlyArray<readonly [address: string, file: string]>;
  /** Where socket files of the program's own servers go. */
  folder: string;
}

/** The guard as a CommonJS module, with the settings in it. */
export function buildGuard(settings: GuardSettings): string {
  return `'use strict';\n(() => {\nconst settings = ${JSON.stringify(
    settings,
  )};\n${GUARD}})();\n`;
}
