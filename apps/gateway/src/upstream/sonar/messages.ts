import { type Fields, field, fields, list, text } from '../json.ts';
import { untranslatable } from './untranslatable.ts';

/**
 * The conversation as input items. What the system says first becomes `instructions`, except beside a preset: there it
 * would replace the preset's own instructions instead of adding to them.
 * @throws UpstreamFault of kind `caller` for content other than text and images
 */
export function translateMessages(
  messages: readonly unknown[],
  preset: boolean,
): { readonly input: readonly Fields[]; readonly instructions?: string } {
  const opening = preset ? 0 : leadingSystemMessages(messages);
  const instructions = messages.slice(0, opening).map((message, at) => plainText(field(message, 'content'), at));
  const input = messages.slice(opening).flatMap((message, at) => translateMessage(fields(message), opening + at));
  return { input, ...(opening > 0 && { instructions: instructions.join('\n\n') }) };
}

function leadingSystemMessages(messages: readonly unknown[]): number {
  const other = messages.findIndex((message) => !isSystem(field(message, 'role')));
  return other === -1 ? 0 : other;
}

function isSystem(role: unknown): boolean {
  return role === 'system' || role === 'developer';
}

function translateMessage(message: Fields, at: number): Fields[] {
  const { role, content, tool_call_id, tool_calls } = message;
  if (role === 'tool') {
    return [{ type: 'function_call_output', call_id: tool_call_id, output: plainText(content, at) }];
  }
  if (role === 'user') return [{ type: 'message', role, content: userContent(content, at) }];
  if (role !== 'assistant' && !isSystem(role)) throw untranslatable(`messages[${at}].role`, role);
  const said = plainText(content, at);
  const items: Fields[] = said === '' ? [] : [{ type: 'message', role, content: said }];
  return [...items, ...list(tool_calls).map(functionCall)];
}

function functionCall(call: unknown): Fields {
  const { id, function: called } = fields(call);
  const { name, arguments: given } = fields(called);
  return { type: 'function_call', call_id: id, name, arguments: given };
}

function userContent(content: unknown, at: number): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((part, index) => {
    const { type, text: words, image_url } = fields(part);
    if (type === 'text') return { type: 'input_text', text: words };
    if (type === 'image_url') return { type: 'input_image', image_url: field(image_url, 'url') ?? image_url };
    throw untranslatable(`messages[${at}].content[${index}].type`, type);
  });
}

function plainText(content: unknown, at: number): string {
  if (!Array.isArray(content)) return text(content) ?? '';
  return content
    .map((part, index) => {
      const { type, text: words } = fields(part);
      if (type === 'text') return text(words) ?? '';
      throw untranslatable(`messages[${at}].content[${index}].type`, type);
    })
    .join('');
}
