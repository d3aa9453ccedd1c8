import { KindShelf } from './KindShelf';

/** A cluster that lists nothing lacks every kind at once: two are told in full, of more the first and how many there are. */
function describeHeldBack(name: string, held: readonly string[]): string[] {
  const [first, ...others] = held;
  return others.length > 1
    ? [
        first,
        `Cluster ${name} lists less than is known of ${others.length} more kinds; the page Clusters names each.`,
      ]
    : [...held];
}

/** Reasons why the objects of a cluster may not be what there is, as sentences; few, however much fails. */
export function describeCaveats(options: {
  name: string;
  ready: boolean;
  silence: string | undefined;
  discovery: string | undefined;
  shelves: readonly Pick<KindShelf, 'failure' | 'caveat'>[];
}): string[] {
  const { name, ready, silence, discovery, shelves } = options;
  const failures = new Set(shelves.flatMap(({ failure }) => failure ?? []));
  if (silence) failures.delete(silence);
  const [first, ...others] = failures;
  const general = new Set([silence, discovery].flatMap(reason => reason ?? []));
  return [
    ...(ready ? [] : [`Cluster ${name} is being read for the first time.`]),
    ...general,
    ...(first ? [first] : []),
    ...(others.length > 0
      ? [
          `Cluster ${name} fails for ${others.length} more kinds; the page Clusters names each.`,
        ]
      : []),
    ...describeHeldBack(
      name,
      shelves.flatMap(({ caveat }) => caveat ?? []),
    ),
  ];
}
