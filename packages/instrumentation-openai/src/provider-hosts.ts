/**
 * Which service answers at a host, in the words of `gen_ai.provider.name` where the GenAI conventions have one. A host
 * matches itself and everything below it.
 */
const providersByHost: Record<string, string> = {
  'api.openai.com': 'openai',
  'openai.azure.com': 'azure.ai.openai',
  'services.ai.azure.com': 'azure.ai.openai',
  'cognitiveservices.azure.com': 'azure.ai.openai',
  'models.inference.ai.azure.com': 'azure.ai.inference',
  'models.ai.azure.com': 'azure.ai.inference',
  'aiplatform.googleapis.com': 'gcp.vertex_ai',
  'generativelanguage.googleapis.com': 'gcp.gemini',
  'api.anthropic.com': 'anthropic',
  'api.cerebras.ai': 'cerebras',
  'api.cohere.ai': 'cohere',
  'api.cohere.com': 'cohere',
  'api.deepseek.com': 'deepseek',
  'api.fireworks.ai': 'fireworks_ai',
  'api.groq.com': 'groq',
  'api.mistral.ai': 'mistral_ai',
  'api.moonshot.ai': 'moonshot_ai',
  'api.moonshot.cn': 'moonshot_ai',
  'api.perplexity.ai': 'perplexity',
  'api.portkey.ai': 'portkey',
  'api.together.ai': 'together_ai',
  'api.together.xyz': 'together_ai',
  'api.x.ai': 'x_ai',
  'ml.cloud.ibm.com': 'ibm.watsonx.ai',
  'openrouter.ai': 'openrouter',
  'router.huggingface.co': 'hugging_face',
};

/** Hosts whose region stands before or inside the name of the service. */
const providersByPattern: [RegExp, string][] = [
  [/^bedrock(?:-[a-z]+)*\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/, 'aws.bedrock'],
  [/^[a-z0-9-]+-aiplatform\.googleapis\.com$/, 'gcp.vertex_ai'],
];

/** Where Ollama listens unless it is told otherwise. */
const OLLAMA_PORT = '11434';

/** The provider that answers at a URL; undefined for one that is not known, such as a proxy or a server of one's own. */
export function findProvider(url: URL): string | undefined {
  const host = url.hostname.toLowerCase();
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    if (Object.hasOwn(providersByHost, name)) return providersByHost[name];
  }
  const found = providersByPattern.find(([pattern]) => pattern.test(host));
  return found?.[1] ?? (url.port === OLLAMA_PORT ? 'ollama' : undefined);
}

/**
 * Whether the service at a URL is known to send the usage of a stream as OpenAI does when it is asked for: OpenAI itself
 * in all regions, and Azure below `/openai/v1`.
 */
export function reportsUsageOnRequest(url: URL): boolean {
  const provider = findProvider(url);
  if (provider === 'openai') return true;
  return provider === 'azure.ai.openai' && /^\/openai\/v1(?:\/|$)/.test(url.pathname);
}
