import type { ApiDocument } from '../../../src/platform/http/docs/open-api.js';

/** A route as the documentation has it. */
export interface Route {
  method: string;
  path: string;
  parameters: string[];
  example: Record<string, unknown> | undefined;
  properties: string[];
  takesBody: boolean;
}

/** All of them but `logout`, which ends the session with which the others are asked, and the stream that ends with it. */
const LEFT_OUT = /\/logout$|^\/api\/notifications\/events$/;

export function routesOf(document: ApiDocument): Route[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(() => path.startsWith('/api/') && !LEFT_OUT.test(path))
      .map(([method, operation]) => {
        const media = operation.requestBody?.content?.['application/json'] as
          { example?: Record<string, unknown>; examples?: Record<string, { value: Record<string, unknown> }>; schema?: any } | undefined;
        const schema = resolve(document, media?.schema);
        return {
          method: method.toUpperCase(),
          path,
          parameters: (operation.parameters ?? []).map(({ name }) => name),
          example: media?.example ?? Object.values(media?.examples ?? {})[0]?.value,
          properties: Object.keys(schema?.properties ?? {}),
          takesBody: media !== undefined,
        };
      }),
  );
}

function resolve(document: ApiDocument, schema: any): any {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(schema?.$ref ?? '')?.[1];
  return name ? (document as any).components.schemas[name] : schema;
}
