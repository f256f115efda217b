import { anthropicVersions } from './anthropic-versions.ts';
import { testAnthropicVersion } from './test-anthropic-version.ts';

for (const version of anthropicVersions) testAnthropicVersion(version);
