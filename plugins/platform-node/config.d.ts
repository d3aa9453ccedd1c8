import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * How the portal reaches the platform. The clusters themselves are those of Backstage's own
   * `kubernetes.clusterLocatorMethods`.
   */
  platform?: {
    /** How the addresses of services are reached, one entry a cluster. Default: `service-proxy`. */
    routes?: Array<{
      /** Name of the cluster in `kubernetes.clusterLocatorMethods`. */
      cluster: string;
      /**
       * `service-proxy`: through the API server. `in-cluster`: by cluster DNS, when the portal runs inside.
       * `external`: through the edge. `none`: not at all; services are then judged by their workloads only.
       */
      type: 'service-proxy' | 'in-cluster' | 'external' | 'none';
      /** For `external`: the address, with `{service}`, `{namespace}` and `{port}` filled in. */
      url?: string;
      /**
       * For `external`: headers sent along, such as those of an access service token.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
    }>;
    /**
     * Where a host is really called: `host` or `host:port` to `http(s)://...` (a path in it is put before the
     * path asked for) or `tcp://host:port`. Goes before every route.
     */
    hosts?: { [host: string]: string };
    /** How services are asked for their health. */
    probes?: {
      /** Time between two questions to one service. Default: 30 s. */
      interval?: HumanDuration | string;
      /** Time until a question is given up. Default: 3 s. */
      timeout?: HumanDuration | string;
      /** Questions under way at once. Default: 4. */
      concurrency?: number;
    };
  };
}
