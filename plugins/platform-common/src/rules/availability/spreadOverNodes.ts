import { bad, examineRule, good, open } from '../examine';

/** The replicas of a workload do not all stand on one node. */
export const spreadOverNodes = examineRule({
  id: 'spread-over-nodes',
  category: 'availability',
  title: 'Replicas are spread over nodes',
  why: 'Two replicas on one node go together, and were no better than one.',
  weight: 4,
  level: 'gold',
  appliesTo: {
    sentence: 'Services with several replicas, on clusters with several nodes',
  },
  facts: ['podPlaces', 'nodes'],
  expected: 'replicas on more than one node',
  good: 'Replicas stand on several nodes.',
  none: 'It has no replicas to spread, or nowhere to spread them to.',
  remedy: {
    text: 'Add a topologySpreadConstraint over kubernetes.io/hostname with whenUnsatisfiable: ScheduleAnyway, then restart the workload.',
  },
  about: places => places.length > 1,
  look: ({ podPlaces, nodes }) => {
    if (
      nodes.filter(({ ready, schedulable }) => ready && schedulable).length < 2
    )
      return [];
    const names = [...new Set(podPlaces.map(({ workload }) => workload))];
    return names.flatMap(workload => {
      const places = podPlaces.filter(
        one => one.node && one.workload === workload,
      );
      const kinds =
        /^(DaemonSet|Job|CronJob|SparkApplication|ScheduledSparkApplication|RayJob) /.test(
          workload,
        );
      if (places.length < 2 || kinds) return [];
      const used = new Set(places.map(({ node }) => node));
      if (used.size > 1) return [good(workload, `on ${used.size} nodes`)];
      const seen = `all ${places.length} pods of ${workload} stand on ${
        [...used][0]
      }`;
      return [
        places.some(({ bound }) => bound)
          ? open(
              workload,
              `${seen}, and a selector or volume may leave no choice`,
            )
          : bad(workload, seen),
      ];
    });
  },
});
