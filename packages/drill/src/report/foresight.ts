import type { FiredAlert, Observation } from '../exercise/observation.ts';
import { compare, type Expectation, matches, parseExpectation } from '../rules/expectation.ts';

/** How far what fired in a world is what it foresees. */
export interface Foresight {
  /** Of what fired, what had no reason to. */
  readonly unexpected: readonly FiredAlert[];
  /** What had to fire and did not. */
  readonly missing: readonly Expectation[];
  /** Of what fired, what may be kept back by a worse alert. */
  readonly heldBack: readonly FiredAlert[];
}

export type Foresee = (observation: Observation) => Foresight;

/** Our own rules fire exactly where the worlds say. */
export const foreseeOurs: Foresee = ({ world, fired }) => {
  const held = (world.inhibited ?? []).map(parseExpectation);
  return {
    ...compare([...world.expected.map(parseExpectation), ...held], fired),
    heldBack: fired.filter((alert) => held.some(({ labels }) => matches(labels, alert.labels))),
  };
};

/**
 * Somebody else's rules are silent in the healthy world; those with the name of one of ours fire in the same worlds, with
 * whatever labels. Which of them inhibit others is their own affair.
 */
export function foreseeForeign(observations: readonly Observation[], healthy: string): Foresee {
  const foreseen = ({ world }: Observation) =>
    [...world.expected, ...(world.inhibited ?? [])].map((entry) => parseExpectation(entry).labels['alertname'] ?? '');
  const ours = new Set(observations.flatMap(foreseen));
  return (observation) => {
    const { world, fired } = observation;
    const here = new Set(foreseen(observation));
    const isWrong = (name: string) => world.name === healthy || (ours.has(name) && !here.has(name));
    const silent = [...here].filter((name) => fired.every(({ rule }) => rule.name !== name));
    return {
      unexpected: fired.filter(({ rule }) => isWrong(rule.name)),
      missing: silent.map(parseExpectation),
      heldBack: fired.filter(({ inhibited }) => inhibited),
    };
  };
}
