import type { Dialect } from '../upstream/index.ts';
import { GatewayError } from './errors.ts';
import type { Backend, Target } from './types.ts';

/** Where else a model's requests may go when its own provider cannot take them. */
export interface Fallback {
  readonly model: string;
  readonly to: readonly string[];
}

export type ModelDirectory = ReturnType<typeof createModelDirectory>;

/** Finds the backends for a model: the first is the model's own, the others its fallbacks in order. */
export function createModelDirectory(backends: readonly Backend[], fallbacks: readonly Fallback[] = []) {
  const owners = new Map<string, Backend>();
  for (const backend of backends) {
    for (const model of backend.upstream.models) if (!owners.has(model)) owners.set(model, backend);
  }
  const byName = new Map(backends.map((backend) => [backend.name, backend]));
  const alternatives = new Map(fallbacks.map(({ model, to }) => [model, to]));

  function find(model: string): Target | undefined {
    const owner = owners.get(model);
    if (owner !== undefined) return { backend: owner, model };
    // `provider/model` reaches a model that the provider has and the configuration does not list.
    const slash = model.indexOf('/');
    const backend = slash > 0 ? byName.get(model.slice(0, slash)) : undefined;
    return backend === undefined ? undefined : { backend, model: model.slice(slash + 1) };
  }

  return {
    models: [...owners].map(([id, backend]) => ({ id, provider: backend.name })),
    /** @throws GatewayError 404 `model_not_found`, 400 `unsupported_endpoint` or 400 `invalid_request`. */
    resolve(model: string | undefined, dialect: Dialect): Target[] {
      if (model === undefined) return [presetTarget(backends, dialect)];
      const own = find(model);
      if (own === undefined) throw modelNotFound(model, owners.keys());
      if (!own.backend.upstream.supports(dialect)) throw unsupported(model, own.backend);
      const others = (alternatives.get(model) ?? []).flatMap((name) => find(name) ?? []);
      return [own, ...others.filter(({ backend }) => backend.upstream.supports(dialect))];
    },
  };
}

/** A request of the Agent API may name a preset, which chooses the model at the provider. */
function presetTarget(backends: readonly Backend[], dialect: Dialect): Target {
  const backend = dialect === 'agent' ? backends.find(({ upstream }) => upstream.kind === 'perplexity') : undefined;
  if (backend === undefined) {
    const message = 'The field model is missing: name one that GET /v1/models lists.';
    throw new GatewayError(400, 'invalid_request', message, { param: 'model' });
  }
  return { backend, model: '' };
}

function modelNotFound(model: string, known: Iterable<string>): GatewayError {
  const listed = [...known];
  const some = listed.slice(0, 8).join(', ') + (listed.length > 8 ? ', …' : '');
  const message =
    `No configured provider has the model ${JSON.stringify(model.slice(0, 100))}. Known: ${some}. ` +
    'GET /v1/models lists all; a model that the configuration does not list is reached as provider/model.';
  return new GatewayError(404, 'model_not_found', message, { param: 'model' });
}

function unsupported(model: string, { displayName }: Backend): GatewayError {
  const message = `The model ${model} belongs to ${displayName}, which has no Agent API: call POST /v1/chat/completions instead.`;
  return new GatewayError(400, 'unsupported_endpoint', message, { param: 'model' });
}
