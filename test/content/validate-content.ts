import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { expect } from 'vitest';

interface Schema {
  $defs: Record<string, { properties?: { type?: { const?: string } } }>;
}

interface Part {
  type: string;
}

const files: Record<string, string> = {
  'gen_ai.input.messages': 'gen-ai-input-messages.json',
  'gen_ai.output.messages': 'gen-ai-output-messages.json',
  'gen_ai.system_instructions': 'gen-ai-system-instructions.json',
  'gen_ai.tool.definitions': 'gen-ai-tool-definitions.json',
};

/** The names of all content attributes. */
export const contentNames: string[] = Object.keys(files);

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const validators = new Map(Object.entries(files).map(([name, file]) => [name, compile(file)]));

function compile(file: string): { whole: ValidateFunction; parts: Map<string, ValidateFunction> } {
  const schema = JSON.parse(readFileSync(new URL(`schemas/${file}`, import.meta.url), 'utf8')) as Schema;
  const parts = Object.entries(schema.$defs).flatMap(([name, { properties }]) => {
    const type = properties?.type?.const;
    if (type === undefined) return [];
    return [[type, ajv.compile({ $ref: `#/$defs/${name}`, $defs: schema.$defs })] as const];
  });
  return { whole: ajv.compile(schema), parts: new Map(parts) };
}

/**
 * Asserts that a content attribute is valid. Every part also has to be what the schema says of its own type: as a whole the
 * schema takes any object with a type for a generic part.
 */
export function expectValidContent(name: string, value: unknown): void {
  const validator = validators.get(name);
  if (!validator) throw new Error(`${name} has no schema`);
  expect(validator.whole(value), `${name}: ${ajv.errorsText(validator.whole.errors)}`).toBe(true);
  for (const part of readParts(name, value)) {
    const validate = validator.parts.get(part.type);
    if (!validate) continue;
    expect(validate(part), `${name}: ${JSON.stringify(part)} ${ajv.errorsText(validate.errors)}`).toBe(true);
  }
}

function readParts(name: string, value: unknown): Part[] {
  if (!name.endsWith('.messages')) return value as Part[];
  return (value as { parts: Part[] }[]).flatMap(({ parts }) => parts);
}
