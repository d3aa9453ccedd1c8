/** Settings that each sink reads, by how their names begin. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  files: [],
  s3: ['S3_'],
  trino: ['TRINO_'],
  iceberg: ['ICEBERG_', 'S3_'],
};

/** A client of the object store among the packages: the program speaks to it whatever its sink. */
const S3_CLIENT = /^aws4fetch@/;

type Environment = Readonly<Record<string, string>>;

/**
 * Where a pod's program finds the lake: what its task says, with the cluster's own names (which lead nowhere from here) replaced by where they are
 * simulated. A task that says nothing writes through Trino, as the platform's workloads do.
 *
 * @param platform - What every pod of the platform could be told.
 */
export function placeIn(
  platform: Environment,
  told: { parameters: Environment; packages: readonly string[] },
): Environment {
  const { parameters, packages } = told;
  const sink = parameters.CONNECTOR_SINK ?? 'trino';
  const wanted = [
    ...(SETTINGS[sink] ?? []),
    ...(packages.some(name => S3_CLIENT.test(name)) ? ['S3_'] : []),
  ];
  const given = Object.entries(platform).filter(
    ([name]) =>
      Object.hasOwn(parameters, name) ||
      wanted.some(start => name.startsWith(start)),
  );
  return {
    CONNECTOR_SINK: sink,
    ...(sink === 'trino' ? { TRINO_USER: 'connectors' } : {}),
    ...parameters,
    ...Object.fromEntries(given),
  };
}
