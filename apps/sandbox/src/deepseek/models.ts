/** Models of the simulated chat API; the last one belongs to no provider and serves generic clients. */
export const chatModels = ['deepseek-flash', 'deepseek-v4-pro', 'sandbox-chat'] as const;

const reasoningModels = new Set<string>(['deepseek-v4-pro']);

export function isChatModel(model: string): boolean {
  return chatModels.some((known) => known === model);
}

/** Whether a model thinks before it answers, unless told not to. */
export function reasons(model: string, thinking: string | undefined): boolean {
  return thinking === undefined ? reasoningModels.has(model) : thinking !== 'disabled';
}

export function modelList() {
  return { object: 'list', data: chatModels.map((id) => ({ id, object: 'model', owned_by: 'sandbox' })) };
}

export function balance() {
  const amounts = { total_balance: '100.00', granted_balance: '0.00', topped_up_balance: '100.00' };
  return { is_available: true, balance_infos: [{ currency: 'USD', ...amounts }] };
}
