/** One SDK method that is patched: where it lives and what stands before it. */
export interface PatchedMethod<Instrumentation> {
  /** Path of the file inside the SDK package, without its extension: `resources/messages/messages`. */
  file: string;
  /** Name under which that file exports the class. */
  exportName: string;
  /** Path from the SDK's root class to that class: `['Beta', 'Messages']`. */
  classPath: readonly string[];
  /** Path from a client to the object whose prototype has the method: `['beta', 'messages']`. */
  clientPath: readonly string[];
  /** Name of the prototype method; of an accessor it is the getter that is wrapped. */
  method: string;
  /** The class's constructor assigns it to each instance: what it assigns from now on is wrapped. */
  assigned?: true;
  /** Makes the function that stands before the original. */
  wrap: (original: SdkMethod, instrumentation: Instrumentation) => SdkMethod;
}

/** A method of an SDK class. */
export type SdkMethod = (this: unknown, ...args: unknown[]) => unknown;

/** What an instrumentation patches. Patching and unpatching walk the same table. */
export interface MethodTable<Instrumentation> {
  /** The npm name of the SDK. */
  moduleName: string;
  /** The supported versions of the SDK, as a semver range. */
  supportedVersions: string;
  methods: readonly PatchedMethod<Instrumentation>[];
  /** The package is one bundle: its root entry is such a file, which the hooks report under the package's bare name. */
  rootIsFile?: true;
}
