/** The few shapes of reply that the systems share. */
import type { Answer, ServiceCall } from './types';

/** JSON with the software's content type. */
export function json(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** Plain text. */
export function text(
  body: string,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  });
}

/** A small page with a title. */
export function html(title: string, status = 200, server?: string): Response {
  return new Response(
    `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        ...(server ? { server } : {}),
      },
    },
  );
}

/** A status without a body. */
export function empty(
  status: number,
  headers: Record<string, string> = {},
): Response {
  return new Response(null, { status, headers });
}

/** Go's `http.NotFound`. */
export function goNotFound(): Response {
  return text('404 page not found\n', 404, {
    'x-content-type-options': 'nosniff',
  });
}

/** Spring Boot's JSON error. */
export function springNotFound(call: ServiceCall): Response {
  return json(
    {
      timestamp: new Date(call.now).toISOString().replace('Z', '+00:00'),
      status: 404,
      error: 'Not Found',
      path: call.path,
    },
    404,
  );
}

/** Spring Boot Actuator's health document; its own content type is part of the shape. */
export function actuatorUp(components: Record<string, unknown>): Response {
  return json({ status: 'UP', components }, 200, {
    'content-type': 'application/vnd.spring-boot.actuator.v3+json',
  });
}

/** Prometheus text exposition. */
export function metrics(lines: readonly string[]): Response {
  return text(`${lines.join('\n')}\n`, 200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
  });
}

/** An answer that is always the same; made anew each time, because a body can be read only once. */
export function always(make: () => Response): Answer {
  return () => make();
}

/** The API server's own `Status`, as its service proxy answers when it cannot reach the service. */
export function kubernetesStatus(
  code: number,
  reason: string,
  message: string,
  details?: Record<string, unknown>,
): Response {
  return json(
    {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      ...(details ? { details } : {}),
      code,
    },
    code,
  );
}
