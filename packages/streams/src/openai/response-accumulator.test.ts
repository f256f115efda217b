import { describe, expect, it } from 'vitest';
import type { Accumulator } from '../accumulate/accumulator.ts';
import { detectAccumulator } from '../accumulate/detect-accumulator.ts';
import { readModelResponse } from './read-model-response.ts';
import { createResponseAccumulator } from './response-accumulator.ts';

const open = {
  id: 'resp_1',
  object: 'response',
  status: 'in_progress',
  model: 'gpt-4.1-2025-04-14',
  output: [],
};
const usage = { input_tokens: 50, output_tokens: 20, total_tokens: 70 };
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text: 'Grüße', annotations: [] }],
};
const call = { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{"a":1}' };

const created = { type: 'response.created', response: { ...open, service_tier: 'auto' }, sequence_number: 0 };

function textDelta(delta: string, output_index = 0): object {
  return { type: 'response.output_text.delta', item_id: 'msg_1', output_index, content_index: 0, delta };
}

function end(status: string, more: object = {}): object {
  return {
    type: `response.${status}`,
    response: { ...open, status, usage, service_tier: 'default', ...more },
  };
}

function fold(events: object[], accumulator: Accumulator = createResponseAccumulator({ content: true })) {
  for (const event of events) accumulator.fold(event);
  const { finished, terminated } = accumulator;
  return { response: accumulator.response(), finished, terminated };
}

describe('createResponseAccumulator', () => {
  it('takes the whole answer from the event that ends the stream', () => {
    const events = [created, textDelta('Grü'), textDelta('ße'), end('completed', { output: [message] })];
    const { response, finished, terminated } = fold(events);
    expect([finished, terminated]).toEqual([true, true]);
    expect(response).toEqual(
      readModelResponse(
        { ...open, status: 'completed', usage, service_tier: 'default', output: [message] },
        {
          content: true,
        },
      ),
    );
    expect(response).toEqual({
      id: 'resp_1',
      model: 'gpt-4.1-2025-04-14',
      finishReasons: ['stop'],
      usage: { inputTokens: 50, outputTokens: 20 },
      serviceTier: 'default',
      attributes: { 'openai.response.service_tier': 'default' },
      outputBytes: 7,
      output: [{ role: 'assistant', parts: [{ type: 'text', text: 'Grüße' }] }],
    });
  });

  it('says what is known of a stream that was cut, never the tier that was asked for', () => {
    const { response, finished, terminated } = fold([
      created,
      { type: 'response.output_item.added', output_index: 1, item: { ...call, arguments: '' } },
      { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 1, delta: '{"a"' },
      { type: 'response.output_item.added', output_index: 0, item: { ...message, content: [] } },
      textDelta('Grü'),
    ]);
    expect([finished, terminated]).toEqual([false, false]);
    expect(response).toEqual({
      id: 'resp_1',
      model: 'gpt-4.1-2025-04-14',
      finishReasons: ['error'],
      outputBytes: 8,
      output: [
        {
          role: 'assistant',
          parts: [
            { type: 'text', text: 'Grü' },
            { type: 'tool_call', id: 'call_1', name: 'f', arguments: { _raw: '{"a"' } },
          ],
        },
      ],
    });
  });

  it('keeps what a cut stream said, within the bytes', () => {
    const added = { type: 'response.output_item.added', output_index: 0, item: { ...message, content: [] } };
    const done = { type: 'response.output_item.done', output_index: 0, item: message };
    const options = { content: true, contentMaxBytes: 6 };
    const { response } = fold(
      [created, added, textDelta('Grü'), textDelta('ße und mehr'), done],
      createResponseAccumulator(options),
    );
    expect(response.output?.[0]?.parts).toEqual([{ type: 'text', text: 'Grüß' }]);
    expect(fold([created, textDelta('Grü')], createResponseAccumulator()).response).not.toHaveProperty(
      'output',
    );
  });

  it.each([
    ['completed', { output: [call] }, ['tool_call']],
    ['completed', { output: [{ type: 'shell_call', environment: { type: 'local' } }] }, ['tool_call']],
    [
      'completed',
      { output: [{ type: 'shell_call', environment: { type: 'container_reference' } }] },
      ['stop'],
    ],
    ['completed', { output: [{ type: 'web_search_call' }] }, ['stop']],
    ['incomplete', { incomplete_details: { reason: 'max_output_tokens' } }, ['length']],
    ['incomplete', { incomplete_details: { reason: 'content_filter' } }, ['content_filter']],
    ['incomplete', { incomplete_details: { reason: 'steered' } }, ['steered']],
    ['failed', { error: null }, ['error']],
  ])('finishes a response that is %s with %o as %o', (status, more, finishReasons) => {
    const { response, terminated } = fold([created, end(status, more)]);
    expect(terminated).toBe(true);
    expect(response.finishReasons).toEqual(finishReasons);
  });

  it('tells why a response failed', () => {
    const error = { code: 'server_error', message: 'Sorry.' };
    const { response } = fold([created, end('failed', { error, usage: null })]);
    expect(response.failure).toEqual(error);
    expect(response).not.toHaveProperty('usage');
  });

  it('takes an error event that the SDK did not throw as the end', () => {
    const error = { type: 'error', code: 'rate_limit_exceeded', message: 'Slow down.', sequence_number: 3 };
    const { response, terminated } = fold([created, textDelta('Hi'), error, end('completed')]);
    expect(terminated).toBe(true);
    expect(response.failure).toEqual({ code: 'rate_limit_exceeded', message: 'Slow down.' });
    expect(response).toMatchObject({ finishReasons: ['error'], outputBytes: 2 });
  });

  it('skips what is broken', () => {
    for (const event of [null, 1, {}, { type: 4 }, { type: 'response.output_text.delta', delta: 3 }]) {
      expect(fold([event as object]).response).toMatchObject({ finishReasons: ['error'], outputBytes: 0 });
    }
    const items = [{ type: 'response.output_item.added', output_index: -1, item: message }];
    expect(fold([...items, { type: 'response.output_item.added' }]).response.output?.[0]?.parts).toEqual([]);
    expect(fold([{ type: 'response.completed' }]).response).toMatchObject({ finishReasons: ['error'] });
  });

  it('is found by the type of an event', () => {
    const accumulator = detectAccumulator();
    accumulator.fold(created);
    accumulator.fold(end('completed'));
    expect(accumulator.response().usage).toEqual({ inputTokens: 50, outputTokens: 20 });
  });
});

describe('readModelResponse', () => {
  it('calls an answer pending that is made in the background', () => {
    const queued = { ...open, status: 'queued', background: true, service_tier: 'auto', usage: null };
    expect(readModelResponse(queued)).toEqual({
      id: 'resp_1',
      model: 'gpt-4.1-2025-04-14',
      finishReasons: [],
      outputBytes: 0,
      pending: true,
    });
  });

  it('reads every kind of item', () => {
    const output = [
      { id: 'rs', type: 'reasoning', summary: [], encrypted_content: 'gAAAA' },
      { id: 'fs', type: 'file_search_call', queries: ['q'], results: [{ file_id: 'f' }] },
      { id: 'ci', type: 'code_interpreter_call', code: '1+1', outputs: null },
      { id: 'ig', type: 'image_generation_call', result: 'aGk=' },
      { id: 'mcp', type: 'mcp_call', name: 'roll', arguments: '{"d":4}', error: null, output: '4' },
      { id: 'cu', type: 'computer_call', call_id: 'call_2', action: { type: 'click' } },
      { id: 'cmp', type: 'compaction', encrypted_content: 'gAAAA' },
      { id: 'mcpl', type: 'mcp_list_tools', tools: [] },
      { ...message, content: [{ type: 'refusal', refusal: 'No.' }] },
    ];
    const { output: messages, outputBytes } = readModelResponse(
      { status: 'completed', output },
      { content: true },
    );
    expect(messages?.[0]?.parts).toEqual([
      { type: 'reasoning', text: '', redacted: true },
      { type: 'server_tool_call', id: 'fs', name: 'file_search', arguments: { queries: ['q'] } },
      { type: 'server_tool_call_response', id: 'fs', name: 'file_search', response: [{ file_id: 'f' }] },
      { type: 'server_tool_call', id: 'ci', name: 'code_interpreter', arguments: { code: '1+1' } },
      { type: 'server_tool_call', id: 'ig', name: 'image_generation', arguments: {} },
      { type: 'blob', modality: 'image', content: 'aGk=' },
      { type: 'server_tool_call', id: 'mcp', name: 'roll', arguments: { d: 4 } },
      { type: 'server_tool_call_response', id: 'mcp', name: 'roll', response: '4' },
      { type: 'tool_call', id: 'call_2', name: 'computer', arguments: { type: 'click' } },
      { type: 'compaction' },
      { type: 'other', name: 'mcp_list_tools', value: output[7] },
      { type: 'text', text: 'No.' },
    ]);
    expect(outputBytes).toBeGreaterThan(30);
  });

  it('counts the requests of server tools where there were some', () => {
    const tool_usage = { image_gen: { input_tokens: 0 }, web_search: { num_requests: 2 } };
    const details = { input_tokens_details: { cached_tokens: 1, cache_write_tokens: 0 } };
    expect(
      readModelResponse({ status: 'completed', usage: { ...usage, ...details }, tool_usage }).usage,
    ).toEqual({
      inputTokens: 50,
      outputTokens: 20,
      cacheReadTokens: 1,
      cacheWriteTokens: 0,
      serverToolRequests: { web_search_requests: 2 },
    });
  });
});
