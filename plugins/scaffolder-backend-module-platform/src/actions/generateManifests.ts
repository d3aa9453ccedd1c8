import { buildServiceManifests } from '@254carbon/backstage-plugin-platform-common';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { packManifestCheck } from '../pack/products';
import { vendorPackage } from '../pack/vendorPackage';
import { writeYaml } from '../workspace/writeFiles';
import { nameSchema } from './schema';

const examples = [
  {
    description: 'The hardened manifests of a service with two replicas.',
    example: `steps:
  - id: manifests
    action: manifests:generate
    input:
      name: prices-api
      namespace: data-platform
      image: ghcr.io/254carbon/prices-api:1.4.2
      port: 8080
      healthPath: /healthz
      replicas: 2
      size: small
`,
  },
];

/** `manifests:generate`: the hardened manifests of a service, and the check that keeps them so. */
export function createGenerateManifestsAction() {
  return createTemplateAction({
    id: 'manifests:generate',
    description:
      'Writes the hardened Kubernetes manifests of a service into deploy/, and vendors the rules that judge them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          name: nameSchema(z, { about: 'Name of the service' }),
          namespace: nameSchema(z, { about: 'Kubernetes namespace' }),
          image: z.string().describe('Image with a version or a digest'),
          port: z.number().int().describe('Port the container listens on'),
          healthPath: z
            .string()
            .regex(
              /^\/[\w.~%/?=&+:@-]*$/,
              'start with / and go on with what an address may hold',
            )
            .describe('Path that answers 200 when the service is well'),
          replicas: z.number().int().describe('Fewest replicas'),
          size: z
            .enum(['small', 'medium', 'large'])
            .describe('Requests and limits'),
          owner: z.string().optional().describe('Entity of the owner'),
          description: z.string().optional().describe('What it is for'),
        }),
      output: z =>
        z.object({ files: z.array(z.string()).describe('The files written') }),
    },
    async handler(ctx) {
      try {
        ctx.output(
          'files',
          await writeYaml(ctx.workspacePath, buildServiceManifests(ctx.input)),
        );
      } catch (error) {
        throw error instanceof RangeError
          ? new InputError(error.message, error)
          : error;
      }
      await vendorPackage(ctx.workspacePath, await packManifestCheck());
      ctx.logger.info(`Wrote the manifests of ${ctx.input.name}`);
    },
  });
}
