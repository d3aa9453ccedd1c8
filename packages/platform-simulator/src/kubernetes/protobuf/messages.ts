/**
 * The field numbers of the messages that kubectl sends as protobuf (`generated.proto` of k8s.io/api and apimachinery, 1.32).
 * Only what kubectl's typed commands write: access reviews, and the objects of `kubectl create`. A body with another
 * field is refused rather than stored incomplete.
 */

/** How the bytes of a field are read. */
export type FieldType =
  | 'string'
  | 'int'
  | 'bool'
  | 'bytes'
  | 'stringMap'
  | 'bytesMap'
  | 'quantityMap'
  | 'ignored'
  | MessageFields;

/** A field: its JSON name, its type, and whether it repeats. */
export interface Field {
  name: string;
  type: FieldType;
  repeated?: boolean;
}

/** The fields of a message by number. */
export type MessageFields = ReadonlyMap<number, Field>;

type Entry = [name: string, type: FieldType, repeated?: 'repeated'];

function message(fields: Record<number, Entry>): MessageFields {
  return new Map(
    Object.entries(fields).map(([number, [name, type, repeated]]) => [
      Number(number),
      { name, type, repeated: repeated !== undefined },
    ]),
  );
}

const ownerReference = message({
  1: ['kind', 'string'],
  3: ['name', 'string'],
  4: ['uid', 'string'],
  5: ['apiVersion', 'string'],
  6: ['controller', 'bool'],
  7: ['blockOwnerDeletion', 'bool'],
});

const metadata = message({
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  4: ['selfLink', 'ignored'],
  5: ['uid', 'string'],
  6: ['resourceVersion', 'string'],
  7: ['generation', 'ignored'],
  8: ['creationTimestamp', 'ignored'],
  11: ['labels', 'stringMap'],
  12: ['annotations', 'stringMap'],
  13: ['ownerReferences', ownerReference, 'repeated'],
  14: ['finalizers', 'string', 'repeated'],
});

const resourceAttributes = message({
  1: ['namespace', 'string'],
  2: ['verb', 'string'],
  3: ['group', 'string'],
  4: ['version', 'string'],
  5: ['resource', 'string'],
  6: ['subresource', 'string'],
  7: ['name', 'string'],
});

const nonResourceAttributes = message({
  1: ['path', 'string'],
  2: ['verb', 'string'],
});

function withSpec(spec: MessageFields): MessageFields {
  return message({
    1: ['metadata', metadata],
    2: ['spec', spec],
    3: ['status', 'ignored'],
  });
}

const selfAccess = message({
  1: ['resourceAttributes', resourceAttributes],
  2: ['nonResourceAttributes', nonResourceAttributes],
});

const access = message({
  1: ['resourceAttributes', resourceAttributes],
  2: ['nonResourceAttributes', nonResourceAttributes],
  3: ['user', 'string'],
  4: ['groups', 'string', 'repeated'],
  6: ['uid', 'string'],
});

const containerPort = message({
  1: ['name', 'string'],
  2: ['hostPort', 'int'],
  3: ['containerPort', 'int'],
  4: ['protocol', 'string'],
});

const environment = message({ 1: ['name', 'string'], 2: ['value', 'string'] });

const resources = message({
  1: ['limits', 'quantityMap'],
  2: ['requests', 'quantityMap'],
});

const container = message({
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', 'string', 'repeated'],
  4: ['args', 'string', 'repeated'],
  5: ['workingDir', 'string'],
  6: ['ports', containerPort, 'repeated'],
  7: ['env', environment, 'repeated'],
  8: ['resources', resources],
  13: ['terminationMessagePath', 'string'],
  14: ['imagePullPolicy', 'string'],
  20: ['terminationMessagePolicy', 'string'],
});

const podSpec = message({
  2: ['containers', container, 'repeated'],
  3: ['restartPolicy', 'string'],
  6: ['dnsPolicy', 'string'],
  8: ['serviceAccountName', 'string'],
  9: ['serviceAccount', 'string'],
  10: ['nodeName', 'string'],
  19: ['schedulerName', 'string'],
  20: ['initContainers', container, 'repeated'],
});

const podTemplate = message({
  1: ['metadata', metadata],
  2: ['spec', podSpec],
});

const labelSelector = message({ 1: ['matchLabels', 'stringMap'] });

const deploymentSpec = message({
  1: ['replicas', 'int'],
  2: ['selector', labelSelector],
  3: ['template', podTemplate],
  4: ['strategy', message({ 1: ['type', 'string'] })],
});

const jobSpec = message({
  1: ['parallelism', 'int'],
  2: ['completions', 'int'],
  3: ['activeDeadlineSeconds', 'int'],
  6: ['template', podTemplate],
  7: ['backoffLimit', 'int'],
  8: ['ttlSecondsAfterFinished', 'int'],
});

const configMap = message({
  1: ['metadata', metadata],
  2: ['data', 'stringMap'],
  3: ['binaryData', 'bytesMap'],
  4: ['immutable', 'bool'],
});

const secret = message({
  1: ['metadata', metadata],
  2: ['data', 'bytesMap'],
  3: ['type', 'string'],
  4: ['stringData', 'stringMap'],
  5: ['immutable', 'bool'],
});

const token = message({
  1: ['token', 'string'],
  2: ['audiences', 'string', 'repeated'],
});

/** The messages that can be read, by kind. */
export const messages: ReadonlyMap<string, MessageFields> = new Map([
  ['SelfSubjectAccessReview', withSpec(selfAccess)],
  ['SubjectAccessReview', withSpec(access)],
  ['SelfSubjectRulesReview', withSpec(message({ 1: ['namespace', 'string'] }))],
  [
    'SelfSubjectReview',
    message({ 1: ['metadata', metadata], 2: ['status', 'ignored'] }),
  ],
  ['TokenReview', withSpec(token)],
  ['Namespace', withSpec(message({ 1: ['finalizers', 'string', 'repeated'] }))],
  ['ConfigMap', configMap],
  ['Secret', secret],
  ['ServiceAccount', message({ 1: ['metadata', metadata] })],
  ['Deployment', withSpec(deploymentSpec)],
  ['Job', withSpec(jobSpec)],
]);
