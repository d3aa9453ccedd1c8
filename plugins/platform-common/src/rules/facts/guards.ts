/** What a container may do: the fields that the rules of pod security ask about, resolved from container and pod. */
import {
  asNumber,
  asObject,
  asText,
  asTexts,
  JsonObject,
} from '../../kubernetes';

/** What a container may do. */
export interface GuardsFact {
  runAsNonRoot: boolean;
  readOnlyRoot: boolean;
  privileged: boolean;
  /** It may gain rights; the default of Kubernetes when it says nothing. */
  escalates: boolean;
  dropsAll: boolean;
  /** Capabilities that it adds. */
  adds: readonly string[];
  seccomp: boolean;
}

/** What the kernel of Windows does not know: nothing of it can be asked of a container there. */
const NOT_ON_WINDOWS = {
  readOnlyRoot: true,
  escalates: false,
  dropsAll: true,
  adds: [],
  seccomp: true,
} as const;

/** Whether its pods run on Windows, by what they say of themselves or of their nodes. */
function isOfWindows({ os, nodeSelector }: JsonObject): boolean {
  return (
    asText(asObject(os).name) === 'windows' ||
    asText(asObject(nodeSelector)['kubernetes.io/os']) === 'windows'
  );
}

/** There a name says who somebody is, and one name stands for root. */
function onWindows(own: JsonObject, pod: JsonObject, nonRoot: unknown) {
  const user =
    asText(asObject(own.windowsOptions).runAsUserName) ??
    asText(asObject(pod.windowsOptions).runAsUserName);
  const isNamedUser =
    user !== undefined && !/(^|\\)ContainerAdministrator$/i.test(user);
  return { ...NOT_ON_WINDOWS, runAsNonRoot: nonRoot === true || isNamedUser };
}

/**
 * Resolves the guards of a container: what it says itself wins over what its pod says. A user 0 is root whatever stands beside it: with
 * `runAsNonRoot` the container does not even start.
 */
export function readGuards(
  container: JsonObject,
  podSpec: JsonObject,
): GuardsFact {
  const own = asObject(container.securityContext);
  const pod = asObject(podSpec.securityContext);
  const user = asNumber(own.runAsUser) ?? asNumber(pod.runAsUser);
  const nonRoot = own.runAsNonRoot ?? pod.runAsNonRoot;
  const capabilities = asObject(own.capabilities);
  const profile =
    asText(asObject(own.seccompProfile).type) ??
    asText(asObject(pod.seccompProfile).type);
  const isNamedUser = user !== undefined && user > 0;
  return {
    runAsNonRoot:
      nonRoot === true ? user !== 0 : nonRoot !== false && isNamedUser,
    readOnlyRoot: own.readOnlyRootFilesystem === true,
    privileged: own.privileged === true,
    escalates: own.allowPrivilegeEscalation !== false,
    dropsAll: asTexts(capabilities.drop).some(name => /^all$/i.test(name)),
    adds: asTexts(capabilities.add),
    seccomp: profile === 'RuntimeDefault' || profile === 'Localhost',
    ...(isOfWindows(podSpec) ? onWindows(own, pod, nonRoot) : {}),
  };
}
