export { completion, refusal, type ScriptedGateway, startGateway } from './gateway.ts';
export { type Planted, plantedSecrets } from './planted.ts';
