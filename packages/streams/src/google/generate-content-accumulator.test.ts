import { describe, expect, it } from 'vitest';
import type { AccumulatorOptions } from '../accumulate/accumulator.ts';
import type { Response } from '../model/response.ts';
import { createGenerateContentAccumulator, readGenerateContent } from './generate-content-accumulator.ts';

function text(value: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { candidates: [{ content: { role: 'model', parts: [{ text: value }] }, ...more }] };
}

function fold(chunks: unknown[], options?: AccumulatorOptions): Response & { finished: boolean } {
  const accumulator = createGenerateContentAccumulator(options);
  for (const chunk of chunks) accumulator.fold(chunk);
  expect(accumulator.terminated).toBe(false);
  return { ...accumulator.response(), finished: accumulator.finished };
}

const prompt = { promptTokenCount: 15, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 15 }] };

describe('createGenerateContentAccumulator', () => {
  it('takes id, model, tier and the last counts', () => {
    const head = { modelVersion: 'gemini-2.5-flash', responseId: 'r1' };
    const usage = { ...prompt, serviceTier: 'standard' };
    const response = fold([
      { ...text('Wh'), ...head, usageMetadata: usage },
      { ...text('y'), ...head, usageMetadata: { ...usage, candidatesTokenCount: 3 } },
      {
        ...text('?', { finishReason: 'STOP' }),
        ...head,
        // The last chunk of a recorded stream counts one prompt token less than those before.
        usageMetadata: { ...usage, promptTokenCount: 14, candidatesTokenCount: 33, totalTokenCount: 47 },
      },
    ]);
    expect(response).toEqual({
      id: 'r1',
      model: 'gemini-2.5-flash',
      serviceTier: 'standard',
      finishReasons: ['stop'],
      usage: { inputTokens: 14, outputTokens: 33, inputByModality: { text: 15 } },
      outputBytes: 4,
      finished: true,
    });
  });

  it('keeps counts over an empty object and over chunks without any, as Vertex sends them', () => {
    const { usage } = fold([
      { ...text('a'), usageMetadata: {} },
      { ...text('b'), usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2 } },
      { ...text('c'), usageMetadata: {} },
      text('d', { finishReason: 'STOP' }),
    ]);
    expect(usage).toEqual({ inputTokens: 3, outputTokens: 2 });
  });

  it('has no usage where only an empty object came', () => {
    expect(fold([{ ...text('a'), usageMetadata: {} }])).not.toHaveProperty('usage');
  });

  it('adds the prompts of tools to the input and the thoughts to the output', () => {
    const { usage } = readGenerateContent({
      ...text('a', { finishReason: 'STOP' }),
      usageMetadata: {
        promptTokenCount: 75,
        toolUsePromptTokenCount: 573,
        candidatesTokenCount: 414,
        thoughtsTokenCount: 117,
        cachedContentTokenCount: 40,
        totalTokenCount: 1179,
        promptTokensDetails: [
          { modality: 'TEXT', tokenCount: 70 },
          { modality: 'IMAGE', tokenCount: 5 },
        ],
        toolUsePromptTokensDetails: [{ modality: 'TEXT', tokenCount: 573 }],
        candidatesTokensDetails: [{ modality: 'AUDIO', tokenCount: 414 }],
        cacheTokensDetails: [
          { modality: 'TEXT', tokenCount: 40 },
          { modality: 'SMELL', tokenCount: 1 },
        ],
      },
    });
    expect(usage).toEqual({
      inputTokens: 648,
      outputTokens: 531,
      reasoningTokens: 117,
      cacheReadTokens: 40,
      inputByModality: { text: 643, image: 5 },
      outputByModality: { audio: 414 },
      cacheReadByModality: { text: 40 },
    });
  });

  it('counts thoughts as all of the output once the answer is whole, not before', () => {
    const usageMetadata = { promptTokenCount: 5, thoughtsTokenCount: 60 };
    const cut = { ...text(''), usageMetadata };
    const whole = { candidates: [{ content: { role: 'model' }, finishReason: 'MAX_TOKENS' }], usageMetadata };
    expect(fold([cut]).usage).toEqual({ inputTokens: 5, reasoningTokens: 60 });
    expect(fold([whole])).toMatchObject({
      finishReasons: ['length'],
      usage: { inputTokens: 5, reasoningTokens: 60, outputTokens: 60 },
      outputBytes: 0,
    });
  });

  it.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content_filter'],
    ['RECITATION', 'content_filter'],
    ['BLOCKLIST', 'content_filter'],
    ['PROHIBITED_CONTENT', 'content_filter'],
    ['SPII', 'content_filter'],
    ['MALFORMED_FUNCTION_CALL', 'error'],
    ['UNEXPECTED_TOOL_CALL', 'unexpected_tool_call'],
    ['CONTINUATION', 'continuation'],
    ['SOMETHING_NEW', 'something_new'],
  ])('maps the finish reason %s to %s', (finishReason, expected) => {
    expect(readGenerateContent({ candidates: [{ finishReason }] }).finishReasons).toEqual([expected]);
  });

  it('is finished once every candidate that was seen has a finish reason', () => {
    const accumulator = createGenerateContentAccumulator();
    const chunk = (index: number, finishReason?: string): unknown => ({
      candidates: [{ content: { parts: [{ text: 'x' }] }, index, finishReason }],
    });
    expect(accumulator.finished).toBe(false);
    accumulator.fold(chunk(1));
    accumulator.fold(chunk(0, 'STOP'));
    expect(accumulator.finished).toBe(false);
    expect(accumulator.response().finishReasons).toEqual(['stop', 'error']);
    accumulator.fold(chunk(1, 'MAX_TOKENS'));
    expect(accumulator.finished).toBe(true);
    expect(accumulator.response().finishReasons).toEqual(['stop', 'length']);
  });

  it('says content_filter for a blocked prompt, which has no candidates', () => {
    const blocked = fold([{ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: prompt }]);
    expect(blocked).toMatchObject({
      finishReasons: ['content_filter'],
      finished: true,
      usage: { inputTokens: 15 },
    });
    expect(fold([{ promptFeedback: { safetyRatings: [] } }])).toMatchObject({
      finishReasons: ['error'],
      finished: false,
    });
  });

  it('joins texts and thoughts, keeps calls whole and skips parts that only carry a signature', () => {
    const parts = [
      [{ text: 'I th', thought: true }],
      [{ text: 'ink', thought: true }, { text: 'Pa' }],
      [{ text: 'ris' }, { text: '', thoughtSignature: 'sig' }],
      [{ functionCall: { id: 'c1', name: 'weather', args: { city: 'Paris' } }, thoughtSignature: 'sig' }],
      [{ executableCode: { language: 'PYTHON', code: 'print(1)' } }],
      [{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } }],
      [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }, { fileData: { fileUri: 'gs://f' } }],
      [{ brandNew: { a: 1 }, videoMetadata: {} }],
    ];
    const chunks = parts.map((each) => ({ candidates: [{ content: { role: 'model', parts: each } }] }));
    const { output, outputBytes } = fold(chunks, { content: true });
    expect(output).toEqual([
      {
        role: 'model',
        parts: [
          { type: 'reasoning', text: 'I think' },
          { type: 'text', text: 'Paris' },
          { type: 'tool_call', id: 'c1', name: 'weather', arguments: { city: 'Paris' } },
          {
            type: 'server_tool_call',
            name: 'code_execution',
            arguments: { language: 'PYTHON', code: 'print(1)' },
          },
          {
            type: 'server_tool_call_response',
            name: 'codeExecutionResult',
            response: { outcome: 'OUTCOME_OK', output: '1' },
          },
          { type: 'blob', modality: 'image', mimeType: 'image/png', content: 'AAAA' },
          { type: 'uri', modality: 'unknown', uri: 'gs://f' },
          { type: 'other', name: 'brandNew', value: { a: 1 } },
        ],
      },
    ]);
    const written = 'I thinkParis{"city":"Paris"}{"language":"PYTHON","code":"print(1)"}';
    expect(outputBytes).toBe(Buffer.byteLength(written));
    expect(fold(chunks)).toMatchObject({ outputBytes });
    expect(fold(chunks)).not.toHaveProperty('output');
  });

  it('keeps no more than contentMaxBytes over all candidates', () => {
    const chunk = {
      candidates: [{ content: { parts: [{ text: 'äöü' }] } }, { content: { parts: [{ text: 'abc' }] } }],
    };
    const { output, outputBytes } = fold([chunk, chunk], { content: true, contentMaxBytes: 8 });
    expect(output?.map(({ parts }) => parts)).toEqual([
      [{ type: 'text', text: 'äöü' }],
      [{ type: 'text', text: 'ab' }],
    ]);
    expect(outputBytes).toBe(18);
  });

  it('counts the pieces of streamed arguments', () => {
    const call = { functionCall: { name: 'weather', willContinue: true } };
    const piece = { functionCall: { partialArgs: [{ jsonPath: '$.city', stringValue: 'Paris' }] } };
    expect(
      fold([call, piece].map((part) => ({ candidates: [{ content: { parts: [part] } }] }))).outputBytes,
    ).toBe(5);
  });

  it('states an error that came as an event', () => {
    const error = { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' };
    expect(fold([text('a'), { error }])).toMatchObject({
      failure: { code: 'UNAVAILABLE', message: 'The model is overloaded.' },
      finishReasons: ['error'],
    });
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{ candidates: 1, usageMetadata: 'x', promptFeedback: [] }],
    [{ candidates: [null, 1, { content: { parts: [null, 1, {}] }, index: -1 }] }],
    [{ usageMetadata: { promptTokenCount: -1, candidatesTokenCount: 'many', promptTokensDetails: [null] } }],
  ])('skips what it does not know: %j', (chunk) => {
    expect(fold([chunk], { content: true })).toMatchObject({
      outputBytes: 0,
      finishReasons: expect.any(Array),
    });
    expect(fold([chunk])).not.toHaveProperty('usage');
  });
});
