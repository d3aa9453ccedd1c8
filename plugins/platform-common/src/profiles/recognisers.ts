import { Recogniser } from './types';

/** Recognises by the labels in which charts and manifests write what software a workload is. */
export function named(name: RegExp): Recogniser {
  return {
    labels: {
      'app.kubernetes.io/name': name,
      app: name,
      'k8s-app': name,
      'app.kubernetes.io/part-of': name,
    },
  };
}

/** Recognises by the repository of the main container's image, without registry, tag and digest. */
export function image(repository: RegExp): Recogniser {
  return { image: repository };
}

/** Recognises by the chart that made a workload: the last resort when names and images are a mirror's. */
export function chart(name: RegExp): Recogniser {
  return { chart: name };
}
