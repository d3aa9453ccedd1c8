import {
  Contract,
  RouteDeclaration,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

function toSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest }: JsonSchema = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
  });
  return rest;
}

function toParameters(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
) {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function toJsonContent(schema: z.ZodType, io: 'input' | 'output') {
  return { content: { 'application/json': { schema: toSchema(schema, io) } } };
}

function toOperation(name: string, route: RouteDeclaration) {
  return {
    operationId: name,
    summary: route.summary,
    'x-permission': route.permission.name,
    parameters: [
      ...toParameters(route.params, 'path'),
      ...toParameters(route.query, 'query'),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            ...toJsonContent(route.body, 'input'),
          },
        }
      : {}),
    responses: {
      200: {
        description: 'The answer.',
        content: {
          ...toJsonContent(route.response, 'output').content,
          ...(route.text
            ? { [route.text.type]: { schema: { type: 'string' } } }
            : {}),
        },
      },
      400: {
        description: 'The question is not valid; the message names the field.',
      },
      401: { description: 'Nobody is signed in.' },
      403: {
        description: `The permission ${route.permission.name} is missing, or does not cover what this is about.`,
      },
      ...(route.params
        ? { 404: { description: 'What the path names is not there.' } }
        : {}),
      ...(route.method === 'GET'
        ? {}
        : {
            409: {
              description:
                'What is asked for does not fit what is there now; the message says why.',
            },
          }),
    },
    security: [{ backstageToken: [] }],
  };
}

/** The OpenAPI 3.1 document of a contract. */
export function contractToOpenApi<R extends Record<string, RouteDeclaration>>(
  contract: Contract<R>,
) {
  const paths: Record<
    string,
    Record<string, ReturnType<typeof toOperation>>
  > = {};
  for (const [name, route] of Object.entries<RouteDeclaration>(
    contract.routes,
  )) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: toOperation(name, route),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: `254Carbon portal: ${contract.pluginId}`, version: '1' },
    servers: [{ url: `/api/${contract.pluginId}` }],
    paths,
    components: {
      securitySchemes: {
        backstageToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}
