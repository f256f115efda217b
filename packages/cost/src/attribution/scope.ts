import { AsyncLocalStorage } from 'node:async_hooks';
import { context as contextApi } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';
import { runInContext } from '@tokenspan/core/run-in-context';
import type { CallRecord } from '../hook/call-record.ts';

/** Who is told what happens inside a scope. */
export interface ScopeListener {
  /** A call that started inside has ended. Called once for each call, however many scopes lie between. */
  record(call: CallRecord): void;
  /** The function has returned and nothing that began inside is still open. Called once. */
  finish(): void;
}

/** What a scope says of the calls inside it. What is absent is that of the scope around it. */
export interface ScopeDescription {
  functionName?: string;
  project?: string;
  sessionId?: string;
}

/**
 * One run of a wrapped function: what calls made inside are attributed to. It stays open until the function has returned
 * and every call and every stream that began inside has ended.
 */
export class Scope {
  /** The names of the wrapped functions, the outermost first. */
  readonly functionPath: readonly string[];
  readonly project: string | undefined;
  readonly sessionId: string | undefined;
  /** The OpenTelemetry context that the function runs in. */
  context: Context = contextApi.active();
  listener: ScopeListener | undefined;
  /** This scope and those around it, the innermost first. */
  readonly #chain: readonly Scope[];
  #holds = 1;

  constructor(description: ScopeDescription, parent: Scope | undefined) {
    const { functionName, project, sessionId } = description;
    this.#chain = parent ? [this, ...parent.#chain] : [this];
    const path = parent?.functionPath ?? [];
    this.functionPath = functionName === undefined ? path : [...path, functionName];
    this.project = project ?? parent?.project;
    this.sessionId = sessionId ?? parent?.sessionId;
  }

  /** The innermost wrapped function. */
  get functionName(): string | undefined {
    return this.functionPath.at(-1);
  }

  /** Runs code inside this scope. */
  run<T>(code: () => T): T {
    return storage.run(this, () => runInContext(this.context, code));
  }

  /** Keeps this scope and those around it open until the function that it returns is called; later calls of it do nothing. */
  hold(): () => void {
    for (const scope of this.#chain) scope.#holds++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      for (const scope of this.#chain) scope.#release();
    };
  }

  /** The function has returned. */
  close(): void {
    this.#release();
  }

  /** Tells every scope around a call that it has ended, each of them once. */
  record(call: CallRecord): void {
    for (const scope of this.#chain) scope.listener?.record(call);
  }

  #release(): void {
    this.#holds--;
    if (this.#holds > 0) return;
    const { listener } = this;
    this.listener = undefined;
    listener?.finish();
  }
}

const storage = new AsyncLocalStorage<Scope>();

/** The scope that the code runs in. Works with no OpenTelemetry SDK: the storage is our own. */
export function activeScope(): Scope | undefined {
  return storage.getStore();
}
