/** Provider names of the GenAI conventions and the names that gateways put before models, to those of genai-prices. */
const listNames: Record<string, string> = {
  anthropic: 'anthropic',
  'aws.bedrock': 'aws',
  bedrock: 'aws',
  'azure.ai.inference': 'azure',
  'azure.ai.openai': 'azure',
  azure: 'azure',
  azure_ai: 'azure',
  cerebras: 'cerebras',
  cohere: 'cohere',
  deepseek: 'deepseek',
  fireworks: 'fireworks',
  fireworks_ai: 'fireworks',
  'gcp.gemini': 'google',
  'gcp.gen_ai': 'google',
  'gcp.vertex_ai': 'google',
  gemini: 'google',
  google: 'google',
  vertex_ai: 'google',
  groq: 'groq',
  mistral: 'mistral',
  mistral_ai: 'mistral',
  mistralai: 'mistral',
  moonshot_ai: 'moonshotai',
  moonshotai: 'moonshotai',
  openai: 'openai',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  together: 'together',
  together_ai: 'together',
  'x-ai': 'x-ai',
  x_ai: 'x-ai',
  xai: 'x-ai',
};

/** The name under which genai-prices lists a provider; `undefined` for one that it does not have. */
export function findListName(provider: string): string | undefined {
  const name = provider.toLowerCase();
  return Object.hasOwn(listNames, name) ? listNames[name] : undefined;
}

/** One way to read a model's name. */
export interface ModelPlace {
  provider: string;
  model: string;
}

/**
 * The ways to read a model's name, the likeliest first: as the provider's own, then with what gateways put before it taken as
 * the provider (`openrouter/anthropic/claude-sonnet-4.5`, `azure/gpt-4o`, `openai/gpt-4o`).
 */
export function readModelPlaces(provider: string, model: string): ModelPlace[] {
  const places: ModelPlace[] = [{ provider, model }];
  let rest = model;
  for (;;) {
    const slash = rest.indexOf('/');
    const prefix = slash > 0 ? rest.slice(0, slash) : '';
    if (findListName(prefix) === undefined) return places;
    rest = rest.slice(slash + 1);
    places.push({ provider: prefix, model: rest });
  }
}

const localPrefixes = ['ollama/', 'local/', 'llama.cpp/'];
const localProviders = new Set(['ollama', 'local', 'llama.cpp']);

/** Whether a model runs on the caller's own machine, so that a call costs nothing. */
export function isLocalModel({ provider, model }: ModelPlace): boolean {
  return localProviders.has(provider) || localPrefixes.some((prefix) => model.startsWith(prefix));
}
