import { describe, expect, it } from 'vitest';
import { faultsOf, loadText } from '../test-support/files.ts';

describe('fallbacks', () => {
  it('may lead from provider to provider', () => {
    const text =
      'fallbacks: [{ model: sonar, to: [deepseek-flash] }, { model: deepseek-v4-pro, to: [deepseek-flash, sonar] }]';
    expect(loadText(text).fallbacks).toHaveLength(2);
  });

  it.each([
    [
      '{ model: sonar, to: [deepseek-flsh] }',
      'fallbacks[0].to[0]: no provider serves the model deepseek-flsh; did you mean deepseek-flash?',
    ],
    [
      '{ model: gpt, to: [sonar] }',
      'fallbacks[0].model: no provider serves the model gpt; see models of the providers',
    ],
    ['{ model: sonar, to: [sonar] }', 'fallbacks[0]: the fallbacks go round in a circle: sonar → sonar'],
    [
      '{ model: sonar, to: [sonar-pro] }, { model: sonar, to: [deepseek-flash] }',
      'fallbacks[1].model: sonar has two fallbacks; join them',
    ],
  ])('%s is refused', (entries, fault) => {
    expect(faultsOf(`fallbacks: [${entries}]`)).toEqual([fault]);
  });

  it('are told of a circle once, with the way round', () => {
    const circle =
      '{ model: sonar, to: [sonar-pro] }, { model: sonar-pro, to: [deepseek-flash] }, { model: deepseek-flash, to: [sonar] }';
    expect(faultsOf(`fallbacks: [${circle}]`)).toEqual([
      'fallbacks[0]: the fallbacks go round in a circle: sonar → sonar-pro → deepseek-flash → sonar',
    ]);
  });
});
