import {
  InstrumentationBase,
  InstrumentationNodeModuleDefinition,
  InstrumentationNodeModuleFile,
} from '@opentelemetry/instrumentation';
import type { InstrumentationModuleDefinition } from '@opentelemetry/instrumentation';
import type {
  GenAIInstrumentationConfig,
  ResolvedConfiguration,
} from '../configuration/instrumentation-configuration.ts';
import type { OptionRule } from '../configuration/option-rule.ts';
import { resolveConfiguration } from '../configuration/resolve-configuration.ts';
import { guard, warnOnce } from '../guard.ts';
import type { OperationTelemetry } from '../operation/operation-telemetry.ts';
import type { EventLogger } from '../telemetry/event-logger.ts';
import { createInstruments } from '../telemetry/instruments.ts';
import type { Instruments } from '../telemetry/instruments.ts';
import { findPrototypes, hasMember } from './find-prototypes.ts';
import type { MethodTable, PatchedMethod } from './method-table.ts';
import { callOnce } from './nested-call.ts';
import { isPatched, patchAssigned, patchMethod } from './patch-method.ts';

type OnLoad = (exports: Record<string, { prototype?: object }>, version?: string) => unknown;

interface Patch {
  prototype: object;
  entry: PatchedMethod<never>;
  /** Takes the patch away; false when somebody patched over it. */
  unpatch: (() => boolean) | undefined;
}

/**
 * The base of the instrumentations: options, instruments, and one method table that is walked to patch and to unpatch
 * every copy of the SDK that is loaded.
 */
export abstract class GenAIInstrumentation<
  Config extends GenAIInstrumentationConfig = GenAIInstrumentationConfig,
> extends InstrumentationBase<Config> {
  // The constructor of the base class calls `setConfig`, `_updateMetricInstruments`, `init` and `enable` before fields of
  // a subclass exist, so none here may have an initializer.
  declare private _resolved: ResolvedConfiguration;
  declare private _instruments: Instruments | undefined;
  declare private _patches: Patch[] | undefined;

  /** The methods to patch. Called while the base class is being constructed. */
  protected abstract describeMethods(): MethodTable<never>;

  /** What the options that only this instrumentation has accept. Called while the base class is being constructed. */
  protected abstract describeOptions(): Record<string, OptionRule>;

  /** @throws TypeError that names the option and what is accepted */
  override setConfig(config: Config): void {
    this._resolved = resolveConfiguration(this.constructor.name, config ?? {}, this.describeOptions());
    super.setConfig(config);
    // Options may change the instruments, which the base class makes for the first time after this.
    if (this._meterIsThere()) this._updateMetricInstruments();
  }

  protected override init(): InstrumentationModuleDefinition[] {
    const table = this.describeMethods();
    const files = table.methods.flatMap((entry) =>
      ['js', 'cjs', 'mjs'].flatMap((extension) => this._describeFile(table, entry, extension)),
    );
    return [
      describeModule(table.moduleName, '*', undefined, files),
      ...(table.rootIsFile ? this._describeRoot(table) : []),
    ];
  }

  /**
   * Instruments an SDK class, or the class of an SDK client, that no loader hook reaches: in a bundle, in a runtime
   * without hooks, or one that was loaded before. Without effect on one that is instrumented already.
   *
   * @throws TypeError when it has none of the methods that this instrumentation knows
   */
  instrument(classOrClient: object): void {
    const { moduleName, methods } = this.describeMethods();
    const found = findPrototypes(classOrClient, methods);
    if (found.length === 0) {
      throw new TypeError(
        `${this.constructor.name}.instrument takes a client class of ${moduleName} or a client`,
      );
    }
    for (const { prototype, entry } of found) this._addPatch(prototype, entry);
  }

  override enable(): void {
    super.enable();
    for (const patch of this._patches ?? []) this._apply(patch);
  }

  override disable(): void {
    super.disable();
    for (const patch of this._patches ?? []) {
      // A patch that something lies on stays where it is, and is asked on each call whether it is on.
      if (patch.unpatch?.()) patch.unpatch = undefined;
    }
  }

  /** What an operation of this instrumentation reports to. */
  readTelemetry(): OperationTelemetry {
    return {
      tracer: this.tracer,
      instruments: this._instruments,
      logger: this.logger as EventLogger | undefined,
      content: this._resolved.content,
      hooks: this._resolved.hooks,
      captureErrorMessage: this._resolved.captureErrorMessage,
      cancelledIsError: this._resolved.cancelledIsError,
    };
  }

  override _updateMetricInstruments(): void {
    this._instruments = guard('create the metric instruments', () =>
      createInstruments(this.meter, {
        vocabulary: this._resolved.metricVocabulary,
        perChunk: this._resolved.perChunkMetrics,
      }),
    );
  }

  private _meterIsThere(): boolean {
    return (this.meter as unknown) !== undefined;
  }

  // What was patched is remembered here for every copy; the base class knows only the copy that came last.
  private _describeFile(
    table: MethodTable<never>,
    entry: PatchedMethod<never>,
    extension: string,
  ): InstrumentationNodeModuleFile[] {
    const name = `${table.moduleName}/${entry.file}.${extension}`;
    return this._describeLoads(table, [entry]).map(
      ({ versions, patch }) => new InstrumentationNodeModuleFile(name, [versions], patch, () => {}),
    );
  }

  private _describeRoot(table: MethodTable<never>): InstrumentationModuleDefinition[] {
    return this._describeLoads(table, table.methods).map(({ versions, patch }) =>
      describeModule(table.moduleName, versions, patch, []),
    );
  }

  // Two for each file, called in this order: the second sees every version and warns of what the first left out.
  private _describeLoads(
    table: MethodTable<never>,
    entries: readonly PatchedMethod<never>[],
  ): { versions: string; patch: OnLoad }[] {
    const onLoad =
      (use: (prototype: object, entry: PatchedMethod<never>, version?: string) => void): OnLoad =>
      (exports, version) => {
        guard('patch an SDK', () => {
          for (const entry of entries) {
            const prototype = exports[entry.exportName]?.prototype;
            if (prototype && hasMember(prototype, entry)) use(prototype, entry, version);
          }
        });
        return exports;
      };
    const patch = onLoad((prototype, entry) => this._addPatch(prototype, entry));
    const warn = onLoad((prototype, entry, version) => {
      if (!this._findPatch(prototype, entry)) this._warnUnsupported(table, version);
    });
    return [
      { versions: table.supportedVersions, patch },
      { versions: '*', patch: warn },
    ];
  }

  private _warnUnsupported({ moduleName, supportedVersions }: MethodTable<never>, version?: string): void {
    warnOnce(
      `unsupported ${moduleName}@${version}`,
      `${this.instrumentationName} supports ${moduleName} ${supportedVersions}, not ${version ?? 'an unknown version'}: ` +
        'calls of this copy are not traced',
    );
  }

  private _findPatch(prototype: object, entry: PatchedMethod<never>): Patch | undefined {
    return this._patches?.find(
      (patch) => patch.prototype === prototype && patch.entry.method === entry.method,
    );
  }

  /** Patches a class that no export leads to, once an instance of it was seen. */
  patchPrototype(prototype: object, entry: PatchedMethod<never>): void {
    this._addPatch(prototype, entry);
  }

  private _addPatch(prototype: object, entry: PatchedMethod<never>): void {
    this._patches ??= [];
    if (this._findPatch(prototype, entry)) return;
    const patch: Patch = { prototype, entry, unpatch: undefined };
    this._patches.push(patch);
    if (this.isEnabled()) this._apply(patch);
  }

  private _apply(patch: Patch): void {
    const { prototype, entry } = patch;
    if (patch.unpatch) return;
    if (isPatched(prototype, entry.method)) {
      warnOnce(
        `patched ${this.instrumentationName}`,
        `${this.instrumentationName} is registered twice; the first registration traces, the second does nothing`,
      );
      return;
    }
    const patchMember = entry.assigned ? patchAssigned : patchMethod;
    patch.unpatch = patchMember(prototype, entry.method, (original) => {
      const wrapped = entry.wrap(original, this as never);
      const isEnabled = (): boolean => this.isEnabled();
      // A method, because a method of a class has no `prototype` either.
      return {
        patched(this: unknown, ...args: unknown[]): unknown {
          return isEnabled() ? callOnce(this, args, wrapped, original) : original.apply(this, args);
        },
      }.patched;
    });
  }
}

function describeModule(
  name: string,
  versions: string,
  patch: OnLoad | undefined,
  files: InstrumentationNodeModuleFile[],
): InstrumentationModuleDefinition {
  const definition: InstrumentationModuleDefinition = new InstrumentationNodeModuleDefinition(
    name,
    [versions],
    patch,
    undefined,
    files,
  );
  definition.includePrerelease = true;
  return definition;
}
