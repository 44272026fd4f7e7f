import { type Fields, field, fields, list } from '../json.ts';
import { untranslatable } from './untranslatable.ts';

/** Search filters of Sonar, which keep their names inside the search tool. */
export const FILTERS = [
  'search_domain_filter',
  'search_recency_filter',
  'search_after_date_filter',
  'search_before_date_filter',
  'last_updated_after_filter',
  'last_updated_before_filter',
] as const;

/**
 * The caller's functions and the web search, which Sonar always did and the Agent API does only with its tool. A preset
 * brings its own search, so there the tool is added only to carry options.
 */
export function translateTools(body: Fields, preset: boolean): Fields {
  const functions = list(field(body, 'tools')).map(translateFunction);
  if (field(body, 'disable_search') === true) {
    // No field switches off the tools that come with a preset, only their calls.
    if (preset && functions.length === 0) return { max_tool_calls: 0 };
    return functions.length === 0 ? {} : { tools: functions };
  }
  const search = searchTool(body);
  const tools = preset && Object.keys(search).length === 1 ? functions : [search, ...functions];
  return tools.length === 0 ? {} : { tools };
}

export function translateToolChoice(choice: unknown): Fields {
  if (choice == null) return {};
  if (typeof choice === 'string') return { tool_choice: choice };
  const { name } = fields(field(choice, 'function'));
  if (typeof name !== 'string') throw untranslatable('tool_choice');
  return { tool_choice: { name } };
}

function translateFunction(tool: unknown, at: number): Fields {
  const { type, function: declared } = fields(tool);
  if (type !== 'function') throw untranslatable(`tools[${at}].type`, type);
  return { type, ...fields(declared) };
}

function searchTool(body: Fields): Fields {
  const { num_search_results, web_search_options } = body;
  const { search_context_size, user_location, search_type, ...unknown } = fields(web_search_options);
  for (const [name, value] of Object.entries(unknown)) {
    if (value != null && value !== false) throw untranslatable(`web_search_options.${name}`);
  }
  // "fast" is what the tool does by itself; "auto" leaves the choice to the provider.
  if (search_type != null && search_type !== 'fast' && search_type !== 'auto') {
    throw untranslatable('web_search_options.search_type', search_type);
  }
  const filters = Object.fromEntries(
    FILTERS.filter((name) => body[name] != null).map((name) => [name, body[name]] as const),
  );
  const { approximate = user_location } = fields(user_location);
  return {
    type: 'web_search',
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(search_context_size != null && { search_context_size }),
    ...(approximate != null && { user_location: approximate }),
    ...(num_search_results != null && { max_results: num_search_results }),
  };
}
