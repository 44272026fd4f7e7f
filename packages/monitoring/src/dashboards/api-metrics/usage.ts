import { metric } from '../../promql/metric.ts';
import { bigNumber, timeSeries } from '../house/panels.ts';
import { latest, perSecond, series, total } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';

const ofApis = { api: chosen.provider } as const;
const tokens = metric('api_tokens_used_total', ofApis);
const cost = metric('api_cost_usd_total', ofApis);

export const tokensUsed = () =>
  bigNumber(
    {
      title: 'Tokens Used',
      shows: 'Tokens within the time that is shown. Cached ones are part of prompt, reasoning ones part of completion.',
      normal: 'what your traffic needs; cached tokens are cheap ones.',
      unit: 'short',
    },
    latest(`round(${total(tokens, 'type')})`, '{{type}}'),
  );

export const tokenRate = () =>
  timeSeries(
    {
      title: 'Token Rate',
      shows: 'Tokens per second, by API and kind.',
      normal: 'follows the calls. Tokens that grow while calls do not mean longer prompts or answers.',
      unit: 'suffix:tokens/s',
    },
    series(perSecond(tokens, 'api', 'type'), '{{api}} {{type}}'),
  );

export const costTotal = () =>
  bigNumber(
    {
      title: 'Cost',
      shows: 'What the calls within the time that is shown have cost, as the provider says or by its price list.',
      normal: 'what your traffic needs.',
      unit: 'currencyUSD',
    },
    latest(total(cost, 'api'), '{{api}}'),
  );

export const costPerHour = () =>
  timeSeries(
    {
      title: 'Cost per Hour',
      shows: 'What an hour would cost if traffic went on as it is.',
      normal: 'follows the tokens; the price of DeepSeek doubles at its peak hours.',
      unit: 'currencyUSD',
    },
    series(`3600 * ${perSecond(cost, 'api')}`, '{{api}}'),
  );
