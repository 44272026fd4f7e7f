import { z } from 'zod';
import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';

/** What a fault may use besides the call. */
export interface Surroundings {
  /** A number from 0 up to 1. */
  random(): number;
  /** Resolves after the time, or at once when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
}

/** A fault with its settings, ready to be applied. */
export interface Fault {
  readonly kind: string;
  /** As they were given, with defaults filled in; what GET /faults shows. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Share of the calls that suffer. */
  readonly probability: number;
  /** Calls that suffer before the fault lifts itself; unset, it stays. */
  readonly times: number | undefined;
  /** Whether the free calls suffer too. */
  readonly alsoProbes: boolean;
  apply(call: Call, next: () => Answer, around: Surroundings): Answer | Promise<Answer>;
}

/** A kind of fault: what can be set, and how settings become a fault. */
export type FaultKind = ReturnType<typeof defineFault>;

interface Definition<Shape extends z.ZodRawShape> {
  readonly kind: string;
  /** Settings of its own, beside `probability`, `times` and `also_probes`. */
  readonly settings: Shape;
  /** Default of `also_probes`: true for what is wrong with the key or the network rather than with one answer. */
  readonly alsoProbes?: boolean;
  apply(
    settings: z.output<z.ZodObject<Shape>>,
    call: Call,
    next: () => Answer,
    around: Surroundings,
  ): Answer | Promise<Answer>;
}

export function defineFault<Shape extends z.ZodRawShape>(definition: Definition<Shape>) {
  const own = z.object(definition.settings);
  const common = z.object({
    kind: z.literal(definition.kind),
    probability: z.number().gt(0).max(1).default(1),
    times: z.int().min(1).optional(),
    also_probes: z.boolean().default(definition.alsoProbes ?? false),
  });
  const strict = z.strictObject({ ...common.shape, ...own.shape });
  return {
    kind: definition.kind,
    /** JSON Schema of every setting, with its range and its default. */
    settings: z.toJSONSchema(strict, { io: 'input' }).properties ?? {},
    /** @throws {z.ZodError} naming the field that is wrong. */
    create: (body: unknown): Fault => {
      const settings = strict.parse(body);
      const { probability, times, also_probes: alsoProbes } = common.parse(settings);
      const ownSettings = own.parse(settings);
      const apply: Fault['apply'] = (call, next, around) => definition.apply(ownSettings, call, next, around);
      return { kind: definition.kind, settings, probability, times, alsoProbes, apply };
    },
  };
}
