// Backstage's plugins load the kits of every cloud they can speak to, whether a portal uses that cloud or not: half of
// all code that a start reads (protocol tables of one of them alone are nine megabytes of text). So those packages are
// loaded when they are first used. What their importers get until then stands for the module: the first real access
// loads it and everything is passed on, so a portal that uses a cloud notices nothing but the moment of loading.
//
// Loaders ask two things of each module before anybody uses it: whether it has a default export and whether it was
// compiled from an ES module. Both are answered with yes without loading, which holds because `default` is the
// module itself where it has none of its own, as in Node's own interplay of the two kinds.

const Module = require('node:module');

const DEFERRED = new Set([
  '@aws-sdk/client-codecommit',
  '@aws-sdk/client-s3',
  '@aws-sdk/client-sts',
  '@aws-sdk/credential-providers',
  '@aws-sdk/lib-storage',
  '@azure/identity',
  '@azure/storage-blob',
  '@google-cloud/container',
  '@google-cloud/firestore',
  '@google-cloud/storage',
  '@keyv/memcache',
  '@keyv/redis',
  '@keyv/valkey',
  '@trendyol-js/openstack-swift-sdk',
  'dockerode',
  'infinispan',
  'node-forge',
]);

/** What stands for a module until `loadNow` is needed. */
function standIn(loadNow) {
  let loaded;
  const real = () => (loaded ??= { module: loadNow() }).module;
  const whole = () => Object(real());
  return new Proxy(
    {},
    {
      has: (_, name) => name === 'default' || name === '__esModule' || name in whole(),
      get(_, name) {
        if (name === '__esModule') return true;
        return name === 'default' && !('default' in whole()) ? real() : whole()[name];
      },
      set(_, name, value) {
        whole()[name] = value;
        return true;
      },
      ownKeys: () => Reflect.ownKeys(whole()).filter(name => typeof name === 'symbol' || name !== 'prototype'),
      getOwnPropertyDescriptor(_, name) {
        const found = Object.getOwnPropertyDescriptor(whole(), name);
        return found && { ...found, configurable: true };
      },
    },
  );
}

const load = Module._load;
const standIns = new Map();

Module._load = function loadOrDefer(request, parent, isMain) {
  if (!DEFERRED.has(request)) return load.call(this, request, parent, isMain);
  const file = Module._resolveFilename(request, parent, isMain);
  const cached = require.cache[file];
  if (cached?.loaded) return cached.exports;
  if (!standIns.has(file)) {
    standIns.set(file, standIn(() => load.call(Module, request, parent, isMain)));
  }
  return standIns.get(file);
};

module.exports = { DEFERRED };
